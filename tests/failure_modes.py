"""Map the rows of ../shared/failure-modes.md (sections 1, 2, 3, 6, 8, part of 7) to their tests.

In → Out: nothing in; row → outcome and tests out. `python -m tests.failure_modes` prints the table.
Must not: name a test that does not exist; `test_failure_modes` checks.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """The outcome of a trigger, and the tests that show it, as `file::test`."""

    outcome: str
    tests: tuple[str, ...]


_READ = "unit/read/yaml/test_yaml_file.py::test_"
_MARKUP = "unit/markdown/test_parser.py::test_"
_ASSET = "unit/read/test_image_file.py::test_"
_VALIDATE = "unit/validate/test_"
_CASES = "unit/validate/test_cases.py::test_invalid_file_has_exactly_its_problems"
_WRITE = "unit/write/test_write.py::test_"
_FAULT = "unit/write/test_faults.py::test_"
_ANY_TEXT = "fuzz/test_any_text.py::test_"
_ANY_INPUT = "fuzz/test_any_input.py::test_"
_LEAK = "test_leaks.py::test_"
_HOSTILE = _ANY_TEXT + "hostile_text_is_shown_as_plain_text"
_NO_WAY = _LEAK + "source_never_executes_input"

ROWS: dict[str, Row] = {
    "Y1": Row("text, as written", (_READ + "clock_times_stay_text_y1", _VALIDATE + "coerce.py::test_clock_times_stay_text")),
    "Y2": Row("text, as written", (_READ + "unquoted_words_stay_text", _VALIDATE + "coerce.py::test_version_stays_text")),
    "Y3": Row("text, as written; true or false where the schema asks", (_READ + "unquoted_words_stay_text", _CASES)),
    "Y4": Row("one normalised value; a time without an offset is an error", (_READ + "unquoted_words_stay_text", _VALIDATE + "text_value.py::test_time_is_read", _CASES)),
    "Y5": Row("date-not-real, with its line", (_READ + "unquoted_words_stay_text", _CASES)),
    "Y6": Row("yaml-duplicate-key names both lines", (_READ + "duplicate_keys_name_both_lines_y6",)),
    "Y7": Row("refused by the count of repeated parts; honest big files pass", (_READ + "alias_bombs_are_refused_fast_y7", _READ + "unneeded_yaml_features_are_refused", _READ + "large_file_with_many_aliases_is_accepted")),
    "Y8": Row("yaml-merge-key, before anything grows", (_READ + "merge_key_bomb_is_refused_y8",)),
    "Y9": Row("yaml-depth, before the parser recurses", (_READ + "deep_nesting_is_refused_without_a_crash_y9",)),
    "Y10": Row("yaml-tag; no loader that makes objects is used", (_READ + "unneeded_yaml_features_are_refused", _NO_WAY)),
    "Y11": Row("a sign that can be seen, and a warning with its place; half a surrogate is refused", (_READ + "control_characters_become_visible_y11", _READ + "syntax_errors_have_a_position_and_a_hint")),
    "Y12": Row("BOM, CRLF and tabs are fine; the rest is refused by name", (_READ + "ordinary_file_variants_are_accepted", _READ + "other_encodings_are_named_in_the_message", _READ + "empty_files_are_refused_y12", _READ + "files_over_the_limit_are_refused_y12")),
    "Y13": Row("keys are text; what can't be one is named with its place", (_READ + "any_scalar_can_be_a_key_y13", _READ + "unneeded_yaml_features_are_refused")),
    "J1": Row("nothing is fetched; our schemas refer to themselves only", (_VALIDATE + "schema_errors.py::test_nothing_is_fetched", _VALIDATE + "incident_schema.py::test_references_are_local", "test_schemas.py::test_references_are_local_and_used")),
    "J2": Row("dates, addresses and zones are checked by our own code", (_CASES, _VALIDATE + "text_value.py::test_time_is_read")),
    "J3": Row("patterns are linear; nobody brings a schema of their own", (_VALIDATE + "incident_schema.py::test_pattern_is_safe", "test_schemas.py::test_pattern_is_safe")),
    "J4": Row("refused: a line end, foreign digits", (_VALIDATE + "incident_schema.py::test_pattern_is_safe", _CASES)),
    "J5": Row("yaml-depth, before any schema is asked", (_READ + "deep_nesting_is_refused_without_a_crash_y9", _VALIDATE + "coerce.py::test_recursive_definitions_are_supported")),
    "J6": Row("text where text is admitted, else a problem", (_VALIDATE + "coerce.py::test_unfit_text_stays_as_written",)),
    "J7": Row("200 problems, then how many more", (_VALIDATE + "schema_errors.py::test_problems_are_capped",)),
    "J8": Row("schema-unknown-key with what was probably meant", (_CASES, _VALIDATE + "incident_schema.py::test_objects_are_closed")),
    "X1": Row("a sign that can be seen in both formats, and a warning", (_HOSTILE, _READ + "control_characters_become_visible_y11")),
    "X2": Row("the text in both formats is what was typed", (_ANY_TEXT + "any_text_in_any_field_comes_out_once_and_unchanged", _HOSTILE)),
    "X3": Row("plain text; the test cage blocks all connections", (_HOSTILE, _ANY_INPUT + "any_mistake_ends_in_problems_or_in_both_reports")),
    "X4": Row("plain text; pictures are read in one place only", (_HOSTILE, _NO_WAY)),
    "X5": Row("words without a link, and a problem that names the target", (_MARKUP + "unsafe_links_keep_only_their_text", "unit/render/docx/blocks/test_blocks.py::test_only_web_and_mail_addresses_are_links")),
    "X6": Row("plain text; reportlab's markup is never parsed", (_HOSTILE, _NO_WAY)),
    "X7": Row("neither used nor loaded; no settings file is run", (_NO_WAY, "unit/render/pdf/text/test_isolation.py::test_settings_in_the_home_folder_are_not_run", "unit/render/pdf/text/test_isolation.py::test_modules_beside_the_incident_are_not_run")),
    "X8": Row("glyph-missing with code point and place; nothing is written", ("unit/render/pdf/text/test_text.py::test_missing_glyph_is_a_box_that_reads_as_the_character", _ANY_TEXT + "any_text_in_any_field_comes_out_once_and_unchanged")),
    "X9": Row("text-turning-character with its place; the text stays as it is", (_READ + "bidi_overrides_are_warned_about_x9", _HOSTILE)),
    "X10": Row("both formats, in time, no word lost", ("fuzz/test_sizes.py::test_texts_of_any_size_build_in_time_x10", "fuzz/test_sizes.py::test_a_word_without_an_end_builds_in_time_x10", "unit/render/docx/test_robustness.py::test_any_size_and_shape", "unit/render/pdf/test_robustness.py::test_extremes_stay_on_the_page")),
    "X11": Row("bounded in time and depth; no text lost", (_MARKUP + "hostile_text_is_bounded_in_time_and_depth_x11", _MARKUP + "any_text_gives_a_valid_tree")),
    "X12": Row("plain text; there is no template language", (_HOSTILE, _NO_WAY)),
    "I1": Row("refused by name, with a next step", (_ASSET + "other_paths_are_refused_i1",)),
    "I2": Row("refused, also if it is swapped between check and use", (_ASSET + "links_that_lead_out_are_refused_i2", _ASSET + "swap_between_check_and_use_is_detected_i2", _ASSET + "looping_link_is_refused")),
    "I3": Row("refused without waiting", (_ASSET + "only_regular_files_are_read_i3", _READ + "unreadable_path_is_refused_with_a_next_step", _READ + "devices_are_refused")),
    "I4": Row("refused by the size that it claims", (_ASSET + "pixel_bombs_are_refused_i4", _ASSET + "large_files_are_refused")),
    "I5": Row("PNG and JPEG by content, all else refused", (_ASSET + "other_formats_are_refused_i5", _ASSET + "any_damage_gives_an_image_or_an_asset_error")),
    "I6": Row("refused by name", (_ASSET + "svg_is_refused_by_name_i6",)),
    "I7": Row("pixels only, in both reports", (_ASSET + "metadata_is_removed_i7", _LEAK + "metadata_of_pictures_is_in_no_report_i7")),
    "I8": Row("no file name in either report; the description is there", (_LEAK + "file_names_of_pictures_are_in_no_report_i8",)),
    "I9": Row("fonts of the style, of ours or installed; damaged ones are named", ("unit/render/pdf/file/test_writer.py::test_fonts_are_embedded_subsets", "unit/style/test_brand.py::test_missing_fonts_are_a_warning")),
    "I10": Row("texts never decide a path", (_LEAK + "texts_never_choose_output_paths_i10",)),
    "O1": Row("the old report is whole, nothing is left over", (_FAULT + "any_failure_leaves_all_old_or_all_new_o1_o2", _FAULT + "kill_at_any_call_leaves_whole_files_o1", _FAULT + "signal_at_any_call_leaves_no_temporary_file", _FAULT + "full_disk_is_reported_and_keeps_the_old_reports")),
    "O2": Row("all reports of a build or none", (_FAULT + "any_failure_leaves_all_old_or_all_new_o1_o2", _FAULT + "interrupted_build_leaves_old_or_new_reports", "unit/pipeline/test_build.py::test_old_report_survives_a_failed_build")),
    "O3": Row("refused by name; permissions are kept", (_WRITE + "unwritable_target_is_refused_o3", _WRITE + "file_keeps_its_permissions_o3")),
    "O4": Row("one of the runs wins as a whole", (_WRITE + "parallel_runs_do_not_mix_o4", _WRITE + "only_abandoned_temporary_files_are_removed_o4")),
    "O5": Row("the same bytes", ("test_determinism.py::test_two_processes_make_the_same_bytes",)),
    "O6": Row("the report's own date", ("unit/render/pdf/file/test_writer.py::test_properties_and_xmp_agree",)),
    "O7": Row("one revision, nothing active", ("unit/render/pdf/file/test_writer.py::test_qpdf_finds_no_error", "unit/render/pdf/file/test_writer.py::test_nothing_is_transparent_or_active")),
    "O8": Row("no password is offered", (_LEAK + "pdf_is_not_encrypted_o8",)),
    "K2": Row("no editing history, nobody's template", ("unit/render/docx/test_renderer.py::test_nothing_leaks",)),
    "K3": Row("no path, user or machine", ("test_determinism.py::test_no_path_or_name_of_this_machine_is_left_in_the_files",)),
    "K5": Row("messages show the place, not the value", (_VALIDATE + "schema_errors.py::test_values_are_not_shown",)),
}  # fmt: skip

if __name__ == "__main__":
    for name, row in ROWS.items():
        print(
            f"| {name} | {row.outcome} | {', '.join(test.partition('::')[2] for test in row.tests)} |"
        )
