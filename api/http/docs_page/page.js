"use strict";

// Swagger UI makes markup of the descriptions, which are Markdown: no more than these elements, and no attributes.
const FORMATTED = /^(?:[^<]|<\/?(?:p|i|em|strong|code|pre|[ou]l|li|br)>)*$/;
window.trustedTypes?.createPolicy("default", { createHTML: (html) => (FORMATTED.test(html) ? html : null) });

document.documentElement.classList.toggle("dark-mode", matchMedia("(prefers-color-scheme: dark)").matches);

SwaggerUIBundle({
    url: "openapi.json",
    domNode: document.getElementById("operations"),
    deepLinking: true,
    defaultModelsExpandDepth: 0, // the schemas, folded: each operation shows its own
    displayRequestDuration: true,
    validatorUrl: null, // the public validator is another host
});
