from kg.link.words import ordinals, shares, words


def test_words_of_other_languages_are_put_in_english():
    assert words("Acuerdo de Paz entre el Gobierno") == ("agreement", "de", "peace", "entre", "el", "government")
    assert words("Accord de cessez-le-feu") == ("agreement", "de", "ceasefire", "le", "ceasefire")


def test_ordinals_count_alike_in_every_spelling():
    assert ordinals("Deuxième Accord") == ordinals("Second Agreement") == ordinals("Agreement II") == {2}
    assert ordinals("Agreement of 1998") == frozenset()


def test_words_that_begin_alike_are_shared():
    assert shares("angola", {"angolan", "peace"})
    assert not shares("mali", {"malian"}), "short words must be the same"
