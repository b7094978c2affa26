"""Addresses of staff sign-in, all below the admin's: what is there is past the gate and behind STAFF_NETWORKS."""

from allauth.account import views as account
from allauth.mfa.totp.views import activate_totp
from allauth.socialaccount import views as provider
from csp.constants import SELF
from csp.decorators import csp_update
from django.urls import include, path

from staff import views

urlpatterns = [
    path("login/", account.login, name="account_login"),  # where the stock admin sends whoever is not signed in
    path("password_change/", views.new_password, name="staff_new_password"),  # before the admin's own
    path("sign-in/out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-in/yours/webauthn/keys/<int:pk>/remove/", views.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
    # Its QR code stands in the page. The visitors' policy lets such pictures in, but no script at all.
    path("sign-in/yours/totp/activate/", csp_update({"script-src": [SELF]})(activate_totp), name="mfa_activate_totp"),
    path("sign-in/yours/", views.YourSignInView.as_view(), name="mfa_index"),
    path("sign-in/yours/", include("allauth.mfa.urls")),
    path("sign-in/provider/oidc/<slug:provider_id>/login/", views.to_the_provider, name="openid_connect_login"),
    path(
        "sign-in/provider/oidc/<slug:provider_id>/login/callback/",
        views.back_from_the_provider,
        name="openid_connect_callback",
    ),
    path("sign-in/provider/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("sign-in/provider/cancelled/", provider.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/provider/error/", provider.login_error, name="socialaccount_login_error"),
    path("sign-in/here/", views.here, name="staff_here"),
    path("sign-in/elsewhere/", views.sign_out_elsewhere, name="staff_sign_out_elsewhere"),
    path("sign-in/session/<int:pk>/end/", views.end_session, name="staff_end_session"),
    path("sign-in/of/<int:pk>/", views.sign_in_of, name="staff_sign_in_of"),
]
