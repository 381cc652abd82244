"""Releases of OPUS-MT and other Marian models made into folders that CTranslate2 loads, int8.

CTranslate2's own converter does the work; it needs numpy and PyYAML, which come with it.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import OutputError, PackageError
from toolkit.packages.folders import unpack

_TEXTS = ("source.spm", "target.spm", "README.md", "LICENSE", "LICENCE", "README", "LICENSE.txt")
_PICKLES = (".pt", ".pth", ".pkl", ".ckpt", ".bin")
_INTGEMM = ".intgemm"


def convert_model(release: Path, out: Path) -> Path:
    """Make a folder of a release, packed or unpacked.

    Args:
        release: folder or zip file.
        out: the folder to make; nothing may be there.

    Returns:
        ``out``.

    Raises:
        PackageError: it is no release, or of a kind that CTranslate2 does not run.
        OutputError: there is something already, or it cannot be written.
    """
    if out.exists():
        raise OutputError(f"{out}: exists already; name another folder or remove it")
    if not release.exists():
        raise PackageError(f"{release}: no such folder or zip file")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".bitext-convert-", dir=out.parent))
    except OSError as error:
        raise OutputError(f"{out}: cannot be made ({error.strerror or error})") from None
    try:
        folder = release
        if release.is_file():
            if not zipfile.is_zipfile(release):
                raise PackageError(f"{release}: neither a folder nor a zip file; give a release of OPUS-MT")
            folder = staging / "release"
            folder.mkdir()
            unpack(release, folder)
        convert_release(folder, staging / "made")
        (staging / "made").rename(out)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror or error}); nothing was made") from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return out


def convert_release(release: Path, out: Path) -> Path:
    """Make a folder of an unpacked release.

    Args:
        release: has ``decoder.yml``, a model in ``.npz``, vocabularies and SentencePiece models; or a folder in it has.
        out: the folder to make.

    Raises:
        PackageError: it is no release, or of a kind that CTranslate2 does not run.
        OSError: it cannot be written.
    """
    folder = _decoder_folder(release)
    model, vocabularies = _named_files(folder)
    texts = [folder / name for name in _TEXTS if (folder / name).is_file()]
    if not {"source.spm", "target.spm"} <= {text.name for text in texts}:
        raise PackageError(f"{folder}: no source.spm and target.spm; releases with BPE of subword-nmt are not read")
    from ctranslate2.converters.marian import MarianConverter

    try:
        MarianConverter(str(model), [str(path) for path in vocabularies]).convert(str(out), quantization="int8")
    except OSError:
        raise
    except Exception as error:
        shutil.rmtree(out, ignore_errors=True)
        # The converter lists its reasons over several lines; numpy and yaml have errors of their own.
        reason = " ".join(str(error).split()) or type(error).__name__
        raise PackageError(f"{model}: CTranslate2 cannot convert it ({reason})") from None
    for text in texts:
        shutil.copyfile(text, out / text.name)
    return out


def _decoder_folder(release: Path) -> Path:
    for folder in (release, *sorted(path for path in release.iterdir() if path.is_dir())):
        if (folder / "decoder.yml").is_file():
            return folder
    files = list(_names(release))
    if any(_INTGEMM in name for name in files):
        raise PackageError(
            f"{release}: models of Firefox (intgemm) do not run in CTranslate2; see 'bitext models search' for others"
        )
    if any(name.endswith(".npz") for name in files):
        raise PackageError(f"{release}: no decoder.yml beside the .npz; it names the model and its vocabularies")
    if any(name.endswith(_PICKLES) for name in files):
        raise PackageError(
            f"{release}: checkpoints of PyTorch can run code when they are read, and are refused; convert them with "
            f"ct2-transformers-converter, and give --model the folder that it makes"
        )
    raise PackageError(f"{release}: no release of OPUS-MT (decoder.yml and a model in .npz)")


def _names(release: Path) -> Iterator[str]:
    return (path.name for path in release.rglob("*") if path.is_file())


def _named_files(folder: Path) -> tuple[Path, list[Path]]:
    """The model and the vocabularies that ``decoder.yml`` names, all of them in its folder."""
    import yaml

    try:
        said = yaml.safe_load((folder / "decoder.yml").read_text(encoding="utf-8"))
        names = [str(said["models"][0]), *map(str, said["vocabs"])]
    except (OSError, ValueError, KeyError, IndexError, TypeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise PackageError(f"{folder}/decoder.yml: names no model and vocabularies ({reason})") from None
    paths = []
    for name in names:
        # Releases have paths of the machine that made them; the files are here.
        path = folder / Path(name.replace("\\", "/")).name
        if not path.is_file():
            raise PackageError(f"{path}: named in decoder.yml and missing; get the release again")
        paths.append(path)
    if paths[0].suffix != ".npz":
        raise PackageError(f"{paths[0]}: not a Marian model in .npz; CTranslate2 converts no other")
    return paths[0], paths[1:]


def layout_facts(folder: Path) -> dict[str, object]:
    """What is known of a folder of a CTranslate2 model, for people.

    Raises:
        PackageError: it is not complete.
    """
    from toolkit.files import sha256_file
    from toolkit.translation.engines.ct2 import read_layout

    layout = read_layout(folder)
    facts: dict[str, object] = {
        "path": str(folder),
        "kind": "ct2",
        "languages named by": layout.style,
        "tokenizers": sorted({layout.source_tokenizer, layout.target_tokenizer}),
        "vocabulary": len(layout.source_vocabulary | layout.target_vocabulary),
        "sha256": sha256_file(folder / "model.bin"),
        "licence": licence_of(folder) or "not stated in the folder",
    }
    if layout.codes:
        facts["languages"] = layout.languages
    return facts


def licence_of(folder: Path) -> str:
    """The licence that the files of a folder name; empty where they name none."""
    for name in ("README.md", "README"):
        file = folder / name
        if file.is_file():
            for line in file.read_text(encoding="utf-8", errors="replace").splitlines()[:60]:
                key, _, value = line.partition(":")
                if key.strip().lower() in ("license", "licence") and value.strip():
                    return value.strip().strip("'\"")
    for name in ("LICENSE", "LICENCE", "LICENSE.txt"):
        file = folder / name
        if file.is_file():
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            return next((line.strip() for line in lines if line.strip()), "")
    return ""
