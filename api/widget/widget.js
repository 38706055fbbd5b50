// How does one script tag on a host page bring the element? A classic script: `defer` is all that its tag needs.

// Apart from the class, so that importing the class registers nothing.
import(new URL("element.js", document.currentScript.src)).then(({ HoiDap }) => {
  if (!customElements.get("hoi-dap")) customElements.define("hoi-dap", HoiDap);
});
