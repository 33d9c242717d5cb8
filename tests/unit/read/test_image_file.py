"""Images must be PNG or JPEG files inside the folder, of limited size; metadata is removed."""

from __future__ import annotations

import os
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms, PngImagePlugin

from pmdoc.diagnostics.errors import AssetError
from pmdoc.read.image_file import check_image, load_image
from pmdoc.runtime import limits

MARKER = b"SECRET-PLACE"


def encoded(picture: Pillow.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def gradient(mode: str = "RGB", size: tuple[int, int] = (6, 4)) -> Pillow.Image:
    picture = Pillow.new("RGB", size)
    picture.putdata([(x * 40, y * 60, 90) for y in range(size[1]) for x in range(size[0])])
    return picture.convert(mode)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an incident's folder with a picture, next to a picture outside of it."""
    (tmp_path / "outside.png").write_bytes(encoded(gradient()))
    folder = tmp_path / "incident"
    (folder / "charts").mkdir(parents=True)
    (folder / "charts" / "load.png").write_bytes(encoded(gradient()))
    return folder


# --- paths --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["charts/load.png", "./charts/load.png", "charts/../charts/load.png", "charts//load.png"],
)
def test_files_below_the_folder_are_read(folder, path):
    image = load_image(path, folder)

    assert (image.media_type, image.width_px, image.height_px) == ("image/png", 6, 4)


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("../outside.png", "leads out"),
        ("charts/../../outside.png", "leads out"),
        ("/etc/passwd", "leads out"),
        ("~/x.png", "leads out"),
        ("~root/x.png", "leads out"),
        ("C:/x.png", "a drive"),
        ("C:x.png", "a drive"),
        ("file:///etc/passwd", "address"),
        ("https://x.y/z.png", "address"),
        ("data:image/png;base64,xx", "address"),
        ("\\\\host\\share\\x.png", "backslash"),
        ("//host/share/x.png", "leads out"),
        ("charts\\load.png", "backslash"),
        ("a\0.png", "control"),
        ("a\n.png", "control"),
        ("NUL", "device"),
        ("con.png", "device"),
        ("charts/COM1.png", "device"),
        ("", "empty"),
        (" ", "empty"),
        ("missing.png", "does not exist"),
        ("charts/load.png/x", "does not exist"),
        ("x" * 300 + ".png", "too long"),
        ("charts", "is a folder"),
        (".", "is a folder"),
    ],
)
def test_other_paths_are_refused_i1(folder, path, word):
    """I1: a path outside the folder is refused by name, with a next step."""
    with pytest.raises(AssetError, match=word) as caught:
        load_image(path, folder)

    assert caught.value.hint
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("target", ["../outside.png", "/etc/hostname"])
def test_links_that_lead_out_are_refused_i2(folder, target):
    """I2: the link's target counts, not its location."""
    (folder / "link.png").symlink_to(target)
    (folder / "elsewhere").symlink_to("..")

    for path in ("link.png", "elsewhere/outside.png"):
        with pytest.raises(AssetError, match="leads out"):
            load_image(path, folder)


def test_links_inside_the_folder_are_followed(folder):
    """The folder itself may be reached by a link, too."""
    (folder / "link.png").symlink_to("charts/load.png")
    (folder.parent / "alias").symlink_to("incident")

    assert load_image("link.png", folder) == load_image("link.png", folder.parent / "alias")


def test_looping_link_is_refused(folder):
    """I2."""
    (folder / "loop.png").symlink_to("loop.png")

    with pytest.raises(AssetError, match="link"):
        load_image("loop.png", folder)


@pytest.mark.parametrize("swapped", ["charts", "charts/load.png"])
def test_swap_between_check_and_use_is_detected_i2(folder, monkeypatch, swapped):
    """I2: a link created after the check is not followed."""
    check = os.path.realpath
    (folder.parent / "load.png").write_bytes(encoded(gradient()))

    def check_then_swap(path: Path, **options: bool) -> str:
        result = check(path, **options)
        if str(path).endswith("load.png"):
            (folder / swapped).rename(folder / "moved")
            target = folder.parent if swapped == "charts" else folder.parent / "outside.png"
            (folder / swapped).symlink_to(target)
        return result

    monkeypatch.setattr(os.path, "realpath", check_then_swap)
    with pytest.raises(AssetError, match=r"link|does not exist"):
        load_image("charts/load.png", folder)


def test_only_regular_files_are_read_i3(folder):
    """I3: a pipe must not hang the build."""
    os.mkfifo(folder / "pipe.png")

    with pytest.raises(AssetError, match="pipe"):
        load_image("pipe.png", folder)


# --- content ------------------------------------------------------------------------------------


def load(folder: Path, data: bytes, name: str = "x.png"):
    (folder / name).write_bytes(data)
    return load_image(name, folder)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_keeps_its_pixels(folder, mode):
    """The mode is kept, and so is transparency."""
    picture = gradient(mode) if mode != "I;16" else Pillow.new("I;16", (3, 2), 4000)
    image = load(folder, encoded(picture))

    result = Pillow.open(BytesIO(image.data))
    assert image.media_type == "image/png"
    assert result.mode == picture.mode
    assert result.tobytes() == picture.tobytes()


def test_png_keeps_a_transparent_colour(folder):
    """Transparency is content, not metadata."""
    image = load(folder, encoded(gradient("P"), transparency=0))

    assert Pillow.open(BytesIO(image.data)).info == {"transparency": 0}


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("quality", [40, 95])
def test_jpeg_stays_jpeg_of_the_same_quality(folder, mode, quality):
    """The content decides: a JPEG is recognised under any name."""
    data = encoded(gradient(mode, (64, 64)), "JPEG", quality=quality)
    image = load(folder, data, "photo.png")

    result = Pillow.open(BytesIO(image.data))
    assert (image.media_type, result.format) == ("image/jpeg", "JPEG")
    assert result.mode == ("L" if mode == "L" else "RGB")
    if mode != "CMYK":
        assert result.quantization == Pillow.open(BytesIO(data)).quantization


def test_metadata_is_removed_i7(folder):
    """I7: location, camera, author, comment, profile and thumbnail."""
    exif = Pillow.Exif()
    exif[0x010E] = MARKER.decode()
    exif[0x8825] = {1: "N", 29: MARKER.decode()}
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", MARKER.decode())
    text.add_itxt("XML:com.adobe.xmp", MARKER.decode())
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    jpeg = encoded(
        gradient(), "JPEG", exif=exif, comment=MARKER, icc_profile=profile, xmp=MARKER, dpi=(72, 72)
    )
    png = encoded(gradient(), pnginfo=text, exif=exif, icc_profile=profile, dpi=(72, 72))

    for data in (jpeg, png + MARKER):
        assert MARKER in data
        result = load(folder, data).data
        assert MARKER not in result
        assert not {"exif", "icc_profile", "comment", "xmp"} & set(
            Pillow.open(BytesIO(result)).info
        )


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_photos_are_turned_upright(folder, kind):
    """The orientation is metadata, which is removed, so the pixels are turned."""
    exif = Pillow.Exif()
    exif[0x0112] = 6
    image = load(folder, encoded(gradient(), kind, exif=exif))

    assert (image.width_px, image.height_px) == (4, 6)
    assert Pillow.open(BytesIO(image.data)).size == (4, 6)


def test_colours_are_converted_to_srgb(folder):
    """A picture of another colour space looks the same without its profile."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    broken = load(folder, encoded(gradient(), icc_profile=b"no profile"))
    other = load(folder, encoded(gradient(), icc_profile=profile))

    assert broken == other == load(folder, encoded(gradient()))


def test_same_file_gives_the_same_bytes(folder):
    for kind in ("PNG", "JPEG"):
        data = encoded(gradient(size=(50, 50)), kind)
        assert load(folder, data, "a").data == load(folder, data, "b").data


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP", "PPM", "ICO", "EPS", "PDF"])
def test_other_formats_are_refused_i5(folder, kind):
    """I5: the decoders of the two formats are the best tested."""
    with pytest.raises(AssetError, match="not a PNG or JPEG"):
        load(folder, encoded(gradient(size=(16, 16)), kind))


@pytest.mark.parametrize(
    "data",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xef\xbb\xbf <?xml version='1.0'?>\n<svg>"],
)
def test_svg_is_refused_by_name_i6(folder, data):
    """I6: the message has a next step."""
    with pytest.raises(AssetError, match="SVG") as caught:
        load(folder, data)
    assert "PNG" in caught.value.hint


def png_head(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and holds almost no data."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(8000, 8000), (10_000, 10_000), (20_000, 20_000), (1, 2**31 - 1)])
def test_pixel_bombs_are_refused_i4(folder, size):
    """I4: the claimed size is checked before memory is allocated."""
    with pytest.raises(AssetError, match=r"million pixels|not a PNG"):
        load(folder, png_head(*size))


def test_large_files_are_refused(folder, monkeypatch):
    """The limit applies while reading, not after."""
    monkeypatch.setattr(limits, "IMAGE_BYTES", 1_000_000)
    with pytest.raises(AssetError, match="larger than 1 MB"):
        load(folder, encoded(gradient()) + b"\0" * 1_000_001)


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"hello", png_head(500, 500)]
)
def test_damaged_files_are_refused(folder, data):
    """The message is one sentence, whatever the damage."""
    with pytest.raises(AssetError, match=r"not a PNG or JPEG|damaged"):
        load(folder, data)


def damage(data, changes):
    """Overwrite bytes at some offsets."""
    content = bytearray(data)
    for place, patch in changes:
        content[place : place + len(patch)] = patch
    return bytes(content)


GOOD = [encoded(gradient(size=(20, 20))), encoded(gradient(size=(20, 20)), "JPEG")]
DAMAGED = st.builds(
    damage,
    st.sampled_from(GOOD),
    st.lists(st.tuples(st.integers(0, 900), st.binary(max_size=4))),
)
SEARCHED = settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SEARCHED
@given(DAMAGED)
def test_any_damage_gives_an_image_or_an_asset_error(folder, content):
    """No exception of a decoder reaches the author."""
    with suppress(AssetError):
        load(folder, content)


def error_of(use, folder):
    """Return the message about the picture, or nothing if it is usable."""
    try:
        use("test.img", folder)
    except AssetError as error:
        return str(error)
    return ""


@SEARCHED
@given(DAMAGED)
def test_check_refuses_exactly_what_a_build_refuses(folder, content):
    """The messages are the same."""
    (folder / "test.img").write_bytes(content)

    assert error_of(load_image, folder) == error_of(check_image, folder)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
@pytest.mark.parametrize("size", [(1, 1), (6, 4), (40, 30)])
def test_check_accepts_pictures_of_every_mode(folder, mode, size):
    """This includes pictures smaller than the part that a check decodes."""
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = Pillow.new(mode, size) if mode == "I;16" else gradient("RGB", size).convert(mode)
    (folder / "test.img").write_bytes(encoded(picture, kind))

    assert "" == error_of(check_image, folder)
    assert "" == error_of(load_image, folder)
