"""Addresses of reviews, of signing, and of new dates where nobody reviews."""

from django.urls import path

from ..views import reviews, signing

ROUND = "<slug:partnership>/plans/<slug:plan>/rounds/<slug:round>/"
ROW = "<slug:partnership>/plans/<slug:plan>/improvements/<slug:ref>/updates/<slug:round>/review/"

urlpatterns = [
    path("reviews/", reviews.ReviewQueuePage.as_view(), name="review_queue"),
    path(ROW, reviews.ReviewDetail.as_view(), name="review_detail"),
    path(f"{ROW}save/", reviews.review_save, name="review_save"),
    path(f"{ROW}accept/", reviews.review_accept, name="review_accept"),
    path(f"{ROW}return/", reviews.review_return, name="review_return"),
    path(f"{ROW}take-back/", reviews.review_take_back, name="review_take_back"),
    path(f"{ROUND}reviews/together/", reviews.ReviewTogether.as_view(), name="review_together"),
    path(f"{ROUND}reviews/accept-all/", reviews.review_accept_all, name="review_accept_all"),
    path(f"{ROUND}sign/", signing.RoundSign.as_view(), name="round_sign"),
    path(f"{ROUND}corrections/add/", signing.AddendumAdd.as_view(), name="addendum_add"),
    path(f"{ROUND}dates/", signing.MoveList.as_view(), name="move_list"),
    path(f"{ROUND}dates/<int:pk>/agree/", signing.move_agree, name="move_agree"),
    path(f"{ROUND}dates/<int:pk>/decline/", signing.move_decline, name="move_decline"),
]
