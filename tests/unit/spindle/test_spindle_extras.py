"""Comments, votes and people who sign in are found by their words."""

from __future__ import annotations

import pytest

from desktop.blueprint.nodes import Entity, Field
from desktop.spindle.assembler.extras import roles_of, with_features, with_owner

RECIPE = Entity("Recipe", (Field("title", "text"), Field("minutes", "number")))


@pytest.mark.parametrize(
    ("request_", "features"),
    [
        ("recipes where my family can leave comments", ("comments",)),
        ("recipes with star ratings and comments", ("comments", "ratings")),
        ("let people save recipes to favourites", ("favourites",)),
        ("recipes and a star for favourites", ("favourites",)),
        ("everybody can vote for recipes", ("votes",)),
        ("a wishlist of recipes", ("favourites",)),
        ("my recipes with minutes", ()),
        ("I'd like something for recipes, like a cook book, my favourite ones", ()),
    ],
)
def test_features_are_found_by_their_words(request_: str, features: tuple[str, ...]):
    assert with_features(RECIPE, request_).features == features


def test_a_star_for_favourites_is_no_rating():
    starred = Entity("Recipe", (Field("title", "text"), Field("star", "rating")))
    entity = with_features(starred, "recipes and a star for favourites")
    assert [field.name for field in entity.fields] == ["title"]
    assert entity.features == ("favourites",)


def test_what_is_a_field_already_is_no_feature():
    rated = Entity("Recipe", (Field("title", "text"), Field("rating", "rating")))
    assert with_features(rated, "recipes with star ratings").features == ()


@pytest.mark.parametrize(
    ("request_", "roles"),
    [
        ("students can log in and the teacher sees all", ("Teacher", "Student")),
        ("with user accounts", ("Admin", "Member")),
        ("employees sign up, a manager approves", ("Manager", "Employee")),
        ("a list of my accounts at the bank", ()),
        ("a simple list, no login please", ()),
        ("I don't want any sign-up", ()),
        ("without accounts, just open it", ()),
    ],
)
def test_people_sign_in_only_if_somebody_says_so(request_: str, roles: tuple[str, ...]):
    assert roles_of(request_) == roles


def test_everyone_may_see_only_their_own():
    assert with_owner(RECIPE, "they log in and only see their own entries").permissions[0].who == "owner"
    assert with_owner(RECIPE, "they log in").permissions == ()
