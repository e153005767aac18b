"""Words of the libraries whose Latvian we say more plainly, or which have none yet.

The kit's catalogue is read before theirs, so our translation wins. Nothing imports this file; the
catalogue tool reads it.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

WORDS = (_("This field is required."), _("Username or email"), pgettext_lazy("field label", "Login"))
