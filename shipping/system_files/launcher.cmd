@echo off
rem Starts the version that `current` names; where that is lost, the one whose name comes last.
setlocal
set "versions=%~dp0versions"
set "version="
if exist "%~dp0current" for /f "usebackq delims=" %%v in ("%~dp0current") do if not defined version set "version=%%v"
if exist "%versions%\%version%\homespun.exe" goto start
for /f "delims=" %%v in ('dir /b /ad "%versions%"') do if exist "%versions%\%%v\homespun.exe" set "version=%%v"
:start
if "%~1"=="" goto window
"%versions%\%version%\homespun.exe" %*
exit /b %errorlevel%
:window
start "" "%versions%\%version%\homespunw.exe"
