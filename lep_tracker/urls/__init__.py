"""All addresses of the product; each app lists its own."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from ..views import demo, gallery, guides, home, people, quarters, search, set_up, statements

# One way in: the admin's own form knows neither rate limits nor authenticator codes.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler500 = "lep_tracker.views.errors.server_error"

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("search/", search.Search.as_view(), name="search"),
    path("accessibility/", statements.Accessibility.as_view(), name="accessibility"),
    path("help/", guides.GuideList.as_view(), name="help"),
    path("help/<slug:name>/", guides.Guide.as_view(), name="guide"),
    path("privacy/", statements.Privacy.as_view(), name="privacy"),
    path("healthz", statements.healthz, name="healthz"),
    path("session/extend/", statements.session_extend, name="session_extend"),
    path("demonstration/date/", demo.demo_day, name="demo_day"),
    path("demonstration/mails/", demo.DemoMails.as_view(), name="demo_mails"),
    path("demonstration/mails/<int:pk>/", demo.DemoMail.as_view(), name="demo_mail"),
    path("gallery/", gallery.Gallery.as_view(), name="gallery"),
    path("set-up/", set_up.SetUpStart.as_view(), name="set_up"),
    path("set-up/open/<str:code>/", set_up.SetUpOpen.as_view(), name="set_up_open"),
    path("set-up/check/", set_up.SetUpCheck.as_view(), name="set_up_check"),
    path("set-up/<slug:step>/", set_up.SetUpStep.as_view(), name="set_up_step"),
    path("set-up/done/<slug:partnership>/", set_up.SetUpDone.as_view(), name="set_up_done"),
    path("account/", include("governance.urls.sign_in")),
    path("admin/", admin.site.urls),
    path("<slug:partnership>/people/<int:pk>/leave/", people.Leaver.as_view(), name="leaver"),
    path("<slug:partnership>/quarters/open/", quarters.QuarterOpen.as_view(), name="quarter_open"),
    path("<slug:partnership>/imports/", include("lep_tracker.urls.imports")),
    path("", include("lep_tracker.urls.redirects")),
    path("", include("okrs.urls")),
    path("", include("plans.urls")),
    path("", include("governance.urls")),
]
