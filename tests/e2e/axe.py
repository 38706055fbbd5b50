"""What does axe-core find wrong with a page? The package brings axe itself, so that nothing is fetched."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2 up to AA, and what axe holds to be good practice.
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def accessibility_violations(page: Page, context: str | None = None) -> list[str]:
    """One line a violation, with the rule and the first elements that break it; `context` is a CSS selector of what is
    looked at, the whole page without one. Open shadow roots and frames of the same origin are looked into.
    """
    found = Axe().run(page, context=context, options=RULES).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}: "
        + "; ".join(str(node["target"]) + " " + node["html"][:120] for node in violation["nodes"][:3])
        for violation in found
    ]
