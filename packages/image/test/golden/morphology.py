"""Writes morphology.json: what OpenCV makes of small pictures. Needs opencv-python-headless 5 or 4 and numpy."""

import json
from pathlib import Path

import cv2
import numpy as np

HERE = Path(__file__).parent
OPERATIONS = {"dilate": cv2.MORPH_DILATE, "erode": cv2.MORPH_ERODE, "open": cv2.MORPH_OPEN, "close": cv2.MORPH_CLOSE}


def main() -> None:
    rng = np.random.default_rng(5)
    image = rng.integers(0, 256, (9, 11, 3), dtype=np.uint8)
    cases = []
    for operation, code in OPERATIONS.items():
        # OpenCV opens and closes with even windows off the middle, so those are left out.
        for size in (2, 3, 4, 5) if operation in ("dilate", "erode") else (3, 5):
            kernel = np.ones((size, size), np.uint8)
            expected = cv2.morphologyEx(image, code, kernel)
            cases.append({"operation": operation, "size": size, "expected": expected.ravel().tolist()})
    golden = {"width": 11, "height": 9, "image": image.ravel().tolist(), "cases": cases}
    (HERE / "morphology.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
