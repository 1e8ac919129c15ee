using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace OneStop.Platform.Web.Developers;

/// <summary>What the OpenAPI document says of the whole: title, server, bearer token, and that every refusal is an RFC 9457 problem.</summary>
internal static class ApiDocument
{
    internal const string Name = "v1";

    private const string Bearer = "bearer";
    private const string Problem = "application/problem+json";

    internal static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "OneStop",
                Version = "1",
                Description = "The government's e-services for programs. Public registers are open to all; what belongs to somebody needs the bearer token that POST /api/session gives. "
                    + "Answers are JSON; a refusal is a problem document (RFC 9457) whose texts follow Accept-Language (en, zh-Hant, zh-Hans). Money is in cents, times are UTC with their offset, days are Hong Kong's.",
            };
            document.Servers = [new OpenApiServer { Url = context.ApplicationServices.GetRequiredService<IHttpContextAccessor>().HttpContext?.SiteAddress("") ?? "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                Description = "The accessToken of POST /api/session.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Responses ??= [];
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any())
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
                operation.Responses.TryAdd("401", Refusal("No token, or one that has expired"));
                operation.Responses.TryAdd("403", Refusal("The token's person may not do this"));
            }

            operation.Responses.TryAdd("default", Refusal("Any other refusal: 400, 404, 429, 5xx"));
            return Task.CompletedTask;
        });
    }

    private static OpenApiResponse Refusal(string words) => new()
    {
        Description = words,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [Problem] = new() { Schema = ProblemShape } },
    };

    private static OpenApiSchema ProblemShape => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = Text("A URI that names the kind of problem"),
            ["title"] = Text("What is wrong, in the caller's language"),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = Text("What to do"),
            ["traceId"] = Text("To tell an operator"),
        },
    };

    private static OpenApiSchema Text(string words) => new() { Type = JsonSchemaType.String, Description = words };
}
