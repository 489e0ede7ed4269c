package qorgan.vault.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.support.RequestDataValueProcessor;
import qorgan.vault.edge.BearerSeal;
import qorgan.vault.edge.IdempotencyFilter;

/// Puts the hidden field `once` into every form that is sent by POST, beside the one that guards
/// against forgery: nobody who writes a page has to think of it, as long as the form says where it
/// goes by `th:action`. Each form on each showing of a page gets a value of its own.
@Configuration(proxyBeanMethods = false)
class OnceFields {
    /// The name under which Spring looks for whoever adds fields to forms.
    private static final String ADDS_FIELDS = "requestDataValueProcessor";

    @Bean
    static BeanPostProcessor addOnceToForms() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return name.equals(ADDS_FIELDS) && bean instanceof RequestDataValueProcessor forgery
                        ? new WithOnce(forgery)
                        : bean;
            }
        };
    }

    private record WithOnce(RequestDataValueProcessor forgery)
            implements RequestDataValueProcessor {
        private static final String IS_POST = OnceFields.class.getName() + ".isPost";

        @Override
        public String processAction(HttpServletRequest request, String action, String method) {
            request.setAttribute(IS_POST, "post".equalsIgnoreCase(method));
            return forgery.processAction(request, action, method);
        }

        @Override
        public String processFormFieldValue(
                HttpServletRequest request, @Nullable String name, String value, String type) {
            return forgery.processFormFieldValue(request, name, value, type);
        }

        @Override
        public @Nullable Map<String, String> getExtraHiddenFields(HttpServletRequest request) {
            var fields = forgery.getExtraHiddenFields(request);
            if (!Boolean.TRUE.equals(request.getAttribute(IS_POST))) {
                return fields;
            }
            var all = new HashMap<String, String>();
            if (fields != null) {
                all.putAll(fields);
            }
            all.put(IdempotencyFilter.FIELD, BearerSeal.drawn());
            return all;
        }

        @Override
        public String processUrl(HttpServletRequest request, String url) {
            return forgery.processUrl(request, url);
        }
    }
}
