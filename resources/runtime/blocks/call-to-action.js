// The last word of a page: what to do now.
// Needs: blocks/site.
"use strict";

homespun.sections["call to action"] = (section) => ({ element: homespun.site(section, homespun.siteWords(section)) });
