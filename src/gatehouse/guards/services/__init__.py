"""Writing the guard register: reports, and acts on engagements, certificates and the campuses where guards serve."""

from gatehouse.guards.services.acts import close_campus, end_post, merge_campuses, revoke_certificate, split_campus
from gatehouse.guards.services.records import (
    CertificateReport,
    Person,
    PostReport,
    ProfileReport,
    Sealed,
    keys_by_index,
    record_certificates,
    record_posts,
    record_profiles,
    register_guards,
    seal,
    touch_where_serving,
)

__all__ = [
    "CertificateReport",
    "Person",
    "PostReport",
    "ProfileReport",
    "Sealed",
    "close_campus",
    "end_post",
    "keys_by_index",
    "merge_campuses",
    "record_certificates",
    "record_posts",
    "record_profiles",
    "register_guards",
    "revoke_certificate",
    "seal",
    "split_campus",
    "touch_where_serving",
]
