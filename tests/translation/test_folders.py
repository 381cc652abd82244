"""Folders of CTranslate2 models: each layout is told by its files, and its tokens stand where the model wants them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit.errors import LanguagePairError, PackageError
from toolkit.languages.pair import LanguagePair
from toolkit.translation import load_translator
from toolkit.translation.base import Ability, abilities_of
from toolkit.translation.engines.ct2 import open_model, read_layout

from .copying import train_pieces, write_copier

FR_EN = LanguagePair("fr", "en")
TEXTS = ["Les bateaux rentrent avant la pluie.", "La porte en bleu", "Two children walk to school."]


def copies(folder: Path, pair: LanguagePair) -> bool:
    found = dict(open_model(pair, str(folder), 2).hypotheses(TEXTS, 2))
    return [found[number][0].text for number in range(len(TEXTS))] == TEXTS


def opus(folder: Path, codes: tuple[str, ...] = (), **config: object) -> Path:
    folder.mkdir(parents=True)
    pieces = train_pieces(folder / "source.spm")
    train_pieces(folder / "target.spm")
    return write_copier(folder, [*pieces, *codes], skip=1 if codes else 0, config=config)


@pytest.mark.parametrize("adds_end", [True, False])
def test_opus_mt_with_two_tokenizers(tmp_path: Path, adds_end: bool) -> None:
    """Its own conversions have CTranslate2 add the end mark, those of Transformers do not."""
    folder = opus(tmp_path / "opus-mt-fr-en", add_source_eos=adds_end)
    assert read_layout(folder).style == "plain"
    assert copies(folder, FR_EN)


def test_opus_mt_with_several_targets(tmp_path: Path) -> None:
    folder = opus(tmp_path / "opus-mt-fr-gmw", (">>eng<<", ">>deu<<", ">>nld<<"), add_source_eos=True)
    assert read_layout(folder).languages == ["de", "en", "nl"]
    assert copies(folder, LanguagePair("fr", "de"))
    with pytest.raises(LanguagePairError, match=r"the model has no sv; it has de, en, nl$"):
        open_model(LanguagePair("fr", "sv"), str(folder))


@pytest.mark.parametrize("names", [("joint.spm.model",), ("src.spm.model", "tgt.spm.model")])
def test_quickmt_with_one_tokenizer_or_two(tmp_path: Path, names: tuple[str, ...]) -> None:
    folder = tmp_path / "quickmt-fr-en"
    folder.mkdir()
    pieces = [train_pieces(folder / name) for name in names]
    assert copies(write_copier(folder, pieces[0]), FR_EN)


def test_hplt_with_one_spm_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "hplt"
    folder.mkdir()
    assert copies(write_copier(folder, train_pieces(folder / "model.fr-en.spm")), FR_EN)


def test_nllb_and_its_codes(tmp_path: Path) -> None:
    folder = tmp_path / "nllb"
    folder.mkdir()
    pieces = train_pieces(folder / "flores200_sacrebleu_tokenizer_spm.model")
    write_copier(folder, [*pieces, "fra_Latn", "eng_Latn", "arb_Arab", "zho_Hans", "zho_Hant"])
    assert read_layout(folder).style == "nllb"
    for pair in (FR_EN, LanguagePair("zh-TW", "ar"), LanguagePair("ar", "fr")):
        assert copies(folder, pair)


def test_m2m100_and_its_codes(tmp_path: Path) -> None:
    folder = tmp_path / "m2m"
    folder.mkdir()
    write_copier(folder, [*train_pieces(folder / "sentencepiece.model"), "__fr__", "__en__"])
    assert read_layout(folder).style == "m2m100"
    assert copies(folder, FR_EN)


def test_madlad_and_its_codes(tmp_path: Path) -> None:
    folder = tmp_path / "madlad"
    folder.mkdir()
    pieces = train_pieces(folder / "sentencepiece.model", symbols=["<2en>", "<2fr>"])
    write_copier(folder, pieces, skip=2)
    assert read_layout(folder).style == "madlad"
    assert copies(folder, FR_EN)
    assert copies(folder, LanguagePair("en", "fr"))


def test_a_folder_gets_all_care_and_has_a_signature(tmp_path: Path) -> None:
    engine = load_translator(FR_EN, str(opus(tmp_path / "opus-mt-fr-en")), beam=2)
    text = "La porte 🎈 en bleu, voir https://example.org/a?b=1 et {name}."
    (found,) = engine.translate([text])
    assert "🎈" in found.text and "https://example.org/a?b=1" in found.text and "{name}" in found.text
    assert engine.signature.startswith("model:opus-mt-fr-en|sha256:")
    model = open_model(FR_EN, str(tmp_path / "opus-mt-fr-en"), 2)
    assert abilities_of(model) == set(Ability)
    assert not model.spells("🎈") and model.spells("b")
    (_, (completed,)) = next(iter(model.completions(["La porte en bleu"], ["La porte"])))
    assert completed.text == "La porte en bleu"


def test_a_folder_of_another_pair_is_refused(tmp_path: Path) -> None:
    folder = opus(tmp_path / "opus-mt-fr-en")
    with pytest.raises(LanguagePairError, match="translates fr to en, not de to en"):
        open_model(LanguagePair("de", "en"), str(folder))


def broken(folder: Path, what: str) -> str:
    """Break a folder; gives what the message should say."""
    if what == "no tokenizer":
        for name in ("source.spm", "target.spm"):
            (folder / name).unlink()
        return "no tokenizer beside model.bin"
    if what == "one tokenizer":
        (folder / "target.spm").unlink()
        (folder / "other.spm").write_bytes(b"")
        (folder / "third.spm").write_bytes(b"")
        return "only one of source.spm and target.spm"
    if what == "another tokenizer":
        import sentencepiece

        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(["ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ αβγδεζηθικλμνξοπρστυφχψω"] * 5),
            model_prefix=str(folder / "x"),
            vocab_size=60,
            hard_vocab_limit=False,
            minloglevel=2,
        )
        (folder / "x.model").rename(folder / "source.spm")
        return "it belongs to another one"
    if what == "damaged tokenizer":
        (folder / "source.spm").write_bytes(b"no model")
        return "not a SentencePiece model"
    if what == "truncated model":
        data = (folder / "model.bin").read_bytes()
        (folder / "model.bin").write_bytes(data[: len(data) // 2])
        return "CTranslate2 cannot load the model"
    if what == "no model":
        (folder / "model.bin").unlink()
        return "no "
    if what == "no vocabulary":
        (folder / "shared_vocabulary.json").unlink()
        return "no source_vocabulary.json or shared_vocabulary.json"
    if what == "damaged vocabulary":
        (folder / "shared_vocabulary.json").write_text('["a", ')
        return "cannot be read as a vocabulary"
    tokens = json.loads((folder / "shared_vocabulary.json").read_text())
    (folder / "shared_vocabulary.json").write_text(json.dumps(tokens[:-3]))
    return "tokens for a model of"


@pytest.mark.parametrize(
    "what",
    [
        "no tokenizer",
        "one tokenizer",
        "another tokenizer",
        "damaged tokenizer",
        "truncated model",
        "no model",
        "no vocabulary",
        "damaged vocabulary",
        "short vocabulary",
    ],
)
def test_what_is_wrong_with_a_folder_is_said_in_one_line(tmp_path: Path, what: str) -> None:
    folder = opus(tmp_path / "opus-mt-fr-en")
    expected = broken(folder, what)
    with pytest.raises(PackageError) as caught:
        load_translator(FR_EN, str(folder))
    assert expected in str(caught.value)
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_a_vocabulary_lacks_is_copied(tmp_path: Path) -> None:
    """Whether or not texts of the same batch lack something; the attention is asked for only then."""
    model = open_model(FR_EN, str(opus(tmp_path / "opus-mt-fr-en")), 2)
    texts = [TEXTS[0], "La porte ☃", TEXTS[1], "☃"]
    found = dict(model.hypotheses(texts, 2))
    assert [found[number][0].text for number in range(len(texts))] == texts
