from django.core.wsgi import get_wsgi_application

from digitilts.config.env import point_to_settings

point_to_settings("digitilts.config.settings")
application = get_wsgi_application()
