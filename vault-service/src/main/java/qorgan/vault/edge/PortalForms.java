package qorgan.vault.edge;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/// Which handler takes a form, asked before it does: whether sending the form twice would make two
/// things.
@Component
class PortalForms {
    private final ObjectProvider<RequestMappingHandlerMapping> mapping;

    /// The mapping is asked for late: it is made after the filters are.
    PortalForms(
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> mapping) {
        this.mapping = mapping;
    }

    boolean isMaking(HttpServletRequest request) {
        var handler = handler(request);
        return handler != null && !handler.hasMethodAnnotation(Reading.class);
    }

    private @Nullable HandlerMethod handler(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        HandlerMethod found = null;
        RequestMappingInfo best = null;
        for (var mapped : mapping.getObject().getHandlerMethods().entrySet()) {
            var fits = mapped.getKey().getMatchingCondition(request);
            if (fits != null && (best == null || fits.compareTo(best, request) < 0)) {
                best = fits;
                found = mapped.getValue();
            }
        }
        return found;
    }
}
