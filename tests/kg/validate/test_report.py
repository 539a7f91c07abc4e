from kg.validate.report import Finding, Report, Severity

VIOLATION = Finding(Severity.VIOLATION, "urn:b", "talks", "It needs evidence.", "urn:p", "urn:v")
WARNING = Finding(Severity.WARNING, "urn:a", "patrols", "Nobody is bound.")


def test_a_report_is_sorted_worst_first_and_has_no_repeats():
    assert Report.of([WARNING, VIOLATION, WARNING]).findings == (VIOLATION, WARNING)


def test_warnings_do_not_keep_a_graph_from_conforming():
    assert Report().conforms
    assert Report.of([WARNING]).conforms
    assert not Report.of([VIOLATION, WARNING]).conforms


def test_findings_are_told_apart_by_severity():
    report = Report.of([WARNING, VIOLATION])
    assert report.violations == (VIOLATION,)
    assert report.warnings == (WARNING,)


def test_reports_add_up():
    assert Report.of([WARNING]) + Report.of([VIOLATION, WARNING]) == Report.of([VIOLATION, WARNING])


def test_a_report_in_plain_text_names_the_thing_and_where_it_is():
    assert Report.of([WARNING, VIOLATION]).render().splitlines() == [
        "Does not conform: 1 violation and 1 warning.",
        "violation: “talks”: It needs evidence. The value is “urn:v”. <urn:b>",
        "warning: “patrols”: Nobody is bound. <urn:a>",
    ]
    assert Report.of([WARNING]).render().splitlines()[0] == "Conforms: 1 warning."
    assert Report().render() == "Conforms."


def test_a_sentence_stays_on_one_line_and_short():
    finding = Finding(Severity.INFO, "urn:a", "word " * 100, "So it is.", value="a\nb")
    assert "\n" not in finding.sentence
    assert len(finding.sentence) < 150
    assert "…" in finding.sentence
    assert "“a b”" in finding.sentence


def test_a_value_that_is_the_thing_itself_is_not_repeated():
    assert "value" not in Finding(Severity.INFO, "urn:a", "a", "So it is.", value="urn:a").sentence
