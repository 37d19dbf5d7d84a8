"""Pack the pose model the browser and the server both load.

The weights come from npm's ``@mediapipe/pose`` (Apache-2.0): two bare TFLite networks, one that finds a person and
one that finds 33 landmarks. MediaPipe's task runtime wants them as one ``.task`` file: a stored zip in which each
network says, in TFLite metadata, what its input is and how to normalise it. That is all this script adds.

MediaPipe's own writer of that metadata is no longer importable, and importing any of ``mediapipe`` asks for graphics
libraries a server may not have. So the two generated schema files of the wheel are loaded by path: plain Python that
needs ``flatbuffers`` alone.

The result is the same byte for byte on every machine and pinned below. Another hash means other weights or another
writer, and then somebody has to look before a person is measured with it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import flatbuffers

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "node_modules" / "@mediapipe" / "pose"
BUILT = ROOT / "unbrace" / "portal" / "built" / "pose"

PINNED = {
    "lite": "a4a66c1537b724cc2b2bab1714e092ea51838e068448f772c94d64d7eba977b9",
    "full": "9bf8cc54c75a05fb2fc32054489ddbd2df31df6acf6297786fc575d46f7010a1",
}

# (mean, std) of each network's normalisation, x -> (x - mean) / std over 0..255: the detector sees -1..1, the
# landmark network 0..1. Source: MediaPipe's pose_detector and pose_landmarks_detector model metadata.
DETECTOR_NORMALISATION = (127.5, 127.5)
LANDMARKS_NORMALISATION = (0.0, 255.0)

METADATA_NAME = "TFLITE_METADATA"  # the entry of the model's metadata list that the runtime looks for
METADATA_ID = b"M001"
MODEL_ID = b"TFL3"
ALIGNMENT = 16  # bytes: the runtime maps the members straight out of the zip
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold: the build must not depend on the day


def generated_schema(name: str) -> ModuleType:
    """Load one of the wheel's generated schema files without importing the package around it."""
    package = importlib.util.find_spec("mediapipe")
    if package is None or package.origin is None:
        raise SystemExit("build_pose_model: the `analyse` extra is not installed; run `make engine`.")
    path = Path(package.origin).parent / "tasks" / "metadata" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"build_pose_model: {path} is missing from the mediapipe package.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def packed(table: Any, identifier: bytes) -> bytes:
    """One flatbuffer, from a table of the generated object interface."""
    builder = flatbuffers.Builder(0)
    builder.Finish(table.Pack(builder), identifier)
    return bytes(builder.Output())


def image_metadata(schema: ModuleType, outputs: int, normalisation: tuple[float, float]) -> bytes:
    """The metadata of a network with one RGB image in and `outputs` unnamed tensors out."""
    mean, std = normalisation
    options = schema.NormalizationOptionsT()
    options.mean, options.std = [mean], [std]
    process = schema.ProcessUnitT()
    process.optionsType, process.options = schema.ProcessUnitOptions.NormalizationOptions, options
    picture = schema.ImagePropertiesT()
    picture.colorSpace = schema.ColorSpaceType.RGB
    content = schema.ContentT()
    content.contentPropertiesType, content.contentProperties = (
        schema.ContentProperties.ImageProperties,
        picture,
    )
    image = schema.TensorMetadataT()
    image.name, image.content, image.processUnits = "image", content, [process]
    graph = schema.SubGraphMetadataT()
    graph.inputTensorMetadata = [image]
    graph.outputTensorMetadata = [schema.TensorMetadataT() for _ in range(outputs)]
    model = schema.ModelMetadataT()
    model.subgraphMetadata = [graph]
    return packed(model, METADATA_ID)


def with_metadata(network: bytes, normalisation: tuple[float, float]) -> bytes:
    """The same network with its metadata as one more buffer. Raises SystemExit if it already carries some."""
    schema = generated_schema("schema_py_generated")
    model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(network, 0))
    entries = list(model.metadata or [])
    if any(entry.name in (METADATA_NAME, METADATA_NAME.encode()) for entry in entries):
        raise SystemExit(
            "build_pose_model: these weights already carry metadata; another package than pinned?"
        )
    buffer = schema.BufferT()
    outputs = len(model.subgraphs[0].outputs)
    written = image_metadata(generated_schema("metadata_schema_py_generated"), outputs, normalisation)
    buffer.data = list(written)
    entry = schema.MetadataT()
    entry.name, entry.buffer = METADATA_NAME, len(model.buffers)
    model.buffers.append(buffer)
    model.metadata = [*entries, entry]
    return packed(model, MODEL_ID)


def stored_zip(path: Path, members: dict[str, bytes]) -> None:
    """Write `members` uncompressed, each starting at a multiple of 16 bytes, with a fixed date."""
    header = 30  # bytes of a zip's local file header, before the name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system = 3
            start = archive.fp.tell() + header + len(name)  # type: ignore[union-attr]
            padding = -start % ALIGNMENT
            # A padding field of its own: id 0xFFFF, then its length. Shorter than that cannot be said, so a turn more.
            padding += ALIGNMENT if 0 < padding < 4 else 0
            entry.extra = (
                b"\xff\xff" + (padding - 4).to_bytes(2, "little") + bytes(padding - 4) if padding else b""
            )
            archive.writestr(entry, data)


def build(size: str, folder: Path) -> tuple[Path, str]:
    """Build one model, `size` "lite" or "full"; gives its path and its sha256."""
    weights = WEIGHTS / f"pose_landmark_{size}.tflite"
    detector = WEIGHTS / "pose_solution_packed_assets.data"  # the detector network itself, despite its name
    for needed in (weights, detector):
        if not needed.exists():
            raise SystemExit(f"build_pose_model: {needed.relative_to(ROOT)} is missing; run `npm ci`.")
    path = folder / f"pose_landmarker_{size}.task"
    members = {
        "pose_detector.tflite": with_metadata(detector.read_bytes(), DETECTOR_NORMALISATION),
        "pose_landmarks_detector.tflite": with_metadata(weights.read_bytes(), LANDMARKS_NORMALISATION),
    }
    stored_zip(path, members)
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> int:
    BUILT.mkdir(parents=True, exist_ok=True)
    for size, pinned in PINNED.items():
        path, found = build(size, BUILT)
        if found != pinned:
            path.unlink()
            print(f"build_pose_model: {path.name} has sha256 {found}, pinned is {pinned}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
