"""How does cost grow with the library? Draws a PNG from the figures of the bench, in the peers' environment."""

import json
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt


def main(figures: Path, picture: Path) -> None:
    """One panel each for answers, memory, disk and start, over the number of sentences."""
    sizes = json.loads(figures.read_text(encoding="utf-8"))["sizes"]
    sentences = [one["sentences"] for one in sizes]
    _, panels = plt.subplots(1, 4, figsize=(14, 3.2), layout="constrained")
    for share in ("p50", "p95", "p99"):
        panels[0].plot(sentences, [one["asked"]["1"][share] for one in sizes], marker="o", label=share)
    panels[0].legend()
    panels[1].plot(sentences, [one["resident_megabytes"] for one in sizes], marker="o")
    panels[2].plot(sentences, [one["disk_bytes"] for one in sizes], marker="o")
    panels[3].plot(sentences, [one["cold_start"] for one in sizes], marker="o")
    titles = ("answer, one client (ms)", "resident (MB)", "disk beside the text (bytes a sentence)", "first answer (s)")
    for panel, title in zip(panels, titles, strict=True):
        panel.set(xscale="log", xlabel="sentences", title=title)
        panel.set_ylim(bottom=0)
        panel.grid(alpha=0.3)
    plt.savefig(picture, dpi=100)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
