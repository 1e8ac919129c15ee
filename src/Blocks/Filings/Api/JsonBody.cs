using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Api;

/// <summary>Reads a body that is one JSON object; an empty body is an empty object. Anything else is refused with the reason.</summary>
internal static class JsonBody
{
    private const int MostBytes = 1 << 20;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static async Task<(JsonObject Body, IResult? Refused)> ReadAsync(HttpRequest request, Text text, CancellationToken ct)
    {
        if (request.ContentLength > MostBytes)
        {
            return ([], Refuse(StatusCodes.Status413PayloadTooLarge, text["filings.problem.body-large", MostBytes]));
        }

        using var body = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MostBytes)
            {
                return ([], Refuse(StatusCodes.Status413PayloadTooLarge, text["filings.problem.body-large", MostBytes]));
            }
        }

        if (body.Length == 0)
        {
            return ([], null);
        }

        try
        {
            body.Position = 0;
            return JsonNode.Parse(body, documentOptions: Strict) is JsonObject json
                ? (json, null)
                : ([], Refuse(StatusCodes.Status400BadRequest, text["filings.problem.body-object"]));
        }
        catch (JsonException e)
        {
            return ([], Refuse(StatusCodes.Status400BadRequest, text["filings.problem.body-json", (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1]));
        }
    }

    /// <summary>Describes the body in the OpenAPI document only: a request without one reaches its endpoint too, and hears there what is missing.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, params (string Name, JsonSchemaType Type)[] members) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new()
                    {
                        Schema = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Properties = members.ToDictionary(member => member.Name, member => (IOpenApiSchema)new OpenApiSchema { Type = member.Type }),
                            Required = members.Select(member => member.Name).ToHashSet(),
                        },
                    },
                },
            };
            return Task.CompletedTask;
        });

    private static IResult Refuse(int status, string title) => Results.Problem(statusCode: status, title: title);
}
