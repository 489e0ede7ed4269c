package qorgan.vault.identity;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/// Where the sessions of the portal are, and the cookie that opens them. The settings are those of
/// the server's own sessions, which nobody uses.
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class Sessions {
    @Bean
    SealedSessions sessionRepository(
            JdbcClient sql,
            Clock clock,
            @Value("${server.servlet.session.timeout}") Duration length) {
        return new SealedSessions(sql, clock, length);
    }

    @Bean
    CookieSerializer sessionCookie(
            @Value("${server.servlet.session.cookie.name}") String name,
            @Value("${server.servlet.session.cookie.secure}") boolean isSecure) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(name);
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setUseSecureCookie(isSecure);
        cookie.setSameSite("Lax");
        cookie.setUseBase64Encoding(false);
        return cookie;
    }
}
