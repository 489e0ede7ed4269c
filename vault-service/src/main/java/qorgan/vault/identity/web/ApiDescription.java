package qorgan.vault.identity.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import qorgan.vault.edge.IdempotencyFilter;
import qorgan.vault.identity.Actor;

/// What `docs/openapi.json` says about all of the API: who signs in how, and the key of every
/// creating call.
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String BEARER = "keycloak";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Qorgan")
                                .version("1")
                                .description(
                                        "Refusals are RFC 9457 problems; their codes are in docs/errors.md.")
                                .license(new License().name("Apache-2.0")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        BEARER,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    OpenApiCustomizer idempotencyKeys() {
        return api -> {
            api.setServers(null);
            api.getPaths()
                    .forEach(
                            (path, item) -> {
                                var post = item.readOperationsMap().get(HttpMethod.POST);
                                if (post != null && path.startsWith("/api/")) {
                                    post.addParametersItem(
                                            new HeaderParameter()
                                                    .name(IdempotencyFilter.HEADER)
                                                    .required(true)
                                                    .schema(
                                                            new StringSchema()
                                                                    .minLength(8)
                                                                    .maxLength(128)));
                                }
                            });
        };
    }
}
