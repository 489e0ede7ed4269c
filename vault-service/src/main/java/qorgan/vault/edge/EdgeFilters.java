package qorgan.vault.edge;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The idempotency filter belongs behind the sign-in, inside the security chains, and nowhere else.
@Configuration(proxyBeanMethods = false)
class EdgeFilters {
    @Bean
    FilterRegistrationBean<IdempotencyFilter> onlyBehindTheSignIn(IdempotencyFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }
}
