"""The browser profile of the preview: what is remembered, and what a page may do.

One profile serves one view. Records live in its storage folder and outlast a reload and a restart;
nothing else is kept: no cache, no cookies, no permissions.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineProfileBuilder, QWebEngineSettings

_Attribute = QWebEngineSettings.WebAttribute

GRANTED = (
    _Attribute.AutoLoadImages,
    _Attribute.JavascriptEnabled,
    _Attribute.LocalStorageEnabled,
    _Attribute.WebRTCPublicInterfacesOnly,
    _Attribute.PlaybackRequiresUserGesture,
)
DENIED = (
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowWindowActivationFromJavaScript,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.BackForwardCacheEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.FocusOnNavigationEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanPaste,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.TouchIconsEnabled,
)


def make_profile(storage: Path | None, parent: QObject | None = None) -> QWebEngineProfile:
    """Make a profile that keeps its pages' records in a folder.

    Args:
        storage: Where records are kept; made if needed. None keeps them in memory only, as long as
            the view lives. Two programs must not use one folder at the same time.
        parent: Its owner in Qt; it must outlive every page of the profile.
    """
    builder = QWebEngineProfileBuilder()
    builder.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    builder.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    builder.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    made: QWebEngineProfile | None = None
    if storage is not None:
        storage.mkdir(parents=True, exist_ok=True)
        builder.setPersistentStoragePath(str(storage))
        builder.setCachePath(str(storage / "cache"))
        # Chromium allows one profile for one folder; a second view of the same folder gets memory.
        made = builder.createProfile("preview", parent)
    profile = made or QWebEngineProfileBuilder.createOffTheRecordProfile(parent)
    profile.setSpellCheckEnabled(False)
    profile.setPushServiceEnabled(False)
    settings = profile.settings()
    for attribute in GRANTED:
        settings.setAttribute(attribute, True)
    for attribute in DENIED:
        settings.setAttribute(attribute, False)
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)
    return profile
