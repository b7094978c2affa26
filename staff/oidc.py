"""The company's provider of sign-in, asked more than allauth asks by itself.

Its ID token must be signed by a key that it publishes, and carry the nonce of this very sign-in. allauth leaves both
out where the token comes from the provider itself.
"""

from hashlib import sha256

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.utils.crypto import constant_time_compare

# By key pairs alone: what is signed by a secret that two know could come from either.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
CLAIMS = ["iss", "sub", "aud", "exp", "iat", "nonce"]


class Adapter(OpenIDConnectOAuth2Adapter):
    def get_access_token_data(self, request, app, client, pkce_code_verifier=None):
        self.nonce = nonce_of(pkce_code_verifier)
        return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict:
        try:
            claims = jwt.decode(
                id_token,
                self._key_of(id_token),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                options={"require": CLAIMS},
            )
        except (jwt.PyJWTError, KeyError, ValueError) as error:
            raise OAuth2Error("The ID token is not what it has to be") from error
        if not constant_time_compare(str(claims["nonce"]), self.nonce):
            raise OAuth2Error("The ID token is of another sign-in")
        return claims

    def _key_of(self, id_token: str) -> jwt.PyJWK:
        """The published key that the token names. It may name none where there is only one (OpenID Connect, 10.1)."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
        answer.raise_for_status()
        keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if key.public_key_use in (None, "sig")]
        named = jwt.get_unverified_header(id_token).get("kid")
        fitting = [key for key in keys if key.key_id == named] if named else keys
        if len(fitting) != 1:
            raise OAuth2Error("It is not said which of its keys the provider signed with")
        return fitting[0]


class Provider(OpenIDConnectProvider):
    """Named in SOCIALACCOUNT_PROVIDERS."""

    oauth2_adapter_class = Adapter

    def get_pkce_params(self):
        """With the nonce, which follows from the secret of PKCE: that stays in the session until the answer comes."""
        params = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}


def nonce_of(code_verifier: str) -> str:
    """Not to be had from what else the browser carries: the challenge of PKCE is another hash."""
    return sha256(f"nonce:{code_verifier}".encode()).hexdigest()
