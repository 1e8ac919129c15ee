using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace OneStop.Platform.Web.Developers;

/// <summary>The OpenAPI document as the reference page shows it. Read once: endpoints do not change while the program runs.</summary>
internal sealed class ApiReference([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider documents)
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private IReadOnlyList<ApiGroup>? groups;

    internal async Task<IReadOnlyList<ApiGroup>> GroupsAsync(CancellationToken ct) => groups ??= Read(await documents.GetOpenApiDocumentAsync(ct));

    private static List<ApiGroup> Read(OpenApiDocument document) =>
    [
        .. document.Paths
            .SelectMany(path => (path.Value.Operations ?? []).Select(operation => (Tag: operation.Value.Tags?.FirstOrDefault()?.Name ?? "Other", Operation: Read(path.Key, operation.Key.Method, operation.Value))))
            .GroupBy(one => one.Tag, one => one.Operation, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ApiGroup(group.Key, [.. group])),
    ];

    private static ApiOperation Read(string path, string method, OpenApiOperation operation)
    {
        var body = operation.RequestBody?.Content?.FirstOrDefault();
        var needsToken = operation.Security is { Count: > 0 };
        return new ApiOperation(
            operation.OperationId ?? $"{method}-{path.Trim('/').Replace('/', '-')}",
            method,
            path,
            operation.Summary ?? "",
            operation.Description,
            needsToken,
            [.. (operation.Parameters ?? []).Select(parameter => new ApiParameter(parameter.Name ?? "", parameter.In?.ToString().ToLowerInvariant() ?? "", parameter.Schema is { } schema ? Shape.Name(schema) : "string", parameter.Required, parameter.Description))],
            body?.Value.Schema is { } asked ? Shape.Of(asked) : null,
            [.. (operation.Responses ?? []).Select(response => new ApiResponse(
                response.Key, response.Value.Description ?? "", response.Value.Content?.FirstOrDefault().Key,
                response.Value.Content?.FirstOrDefault().Value?.Schema is { } answered && !response.Value.Content.ContainsKey("application/problem+json") ? Shape.Of(answered) : null))],
            Curl(path, method, body, needsToken));
    }

    private static string Curl(string path, string method, KeyValuePair<string, OpenApiMediaType>? body, bool needsToken)
    {
        var lines = new List<string> { method == "GET" ? $"curl '{{0}}{path}'" : $"curl -X {method} '{{0}}{path}'" };
        if (needsToken)
        {
            lines.Add("-H \"Authorization: Bearer $TOKEN\"");
        }

        if (body is { Key: { } type, Value.Schema: { } schema })
        {
            lines.Add($"-H 'Content-Type: {type}'");
            lines.Add(type.Contains("json", StringComparison.Ordinal) ? $"-d '{Shape.Example(schema)?.ToJsonString(OneLine)}'" : "--data-binary @FILE");
        }

        return string.Join(" \\\n  ", lines);
    }
}

internal sealed record ApiGroup(string Name, IReadOnlyList<ApiOperation> Operations)
{
    internal string Id => "group-" + Name.Replace(' ', '-').ToLowerInvariant();
}

/// <param name="Curl">With <c>{0}</c> for the site.</param>
internal sealed record ApiOperation(
    string Id, string Method, string Path, string Summary, string? Description, bool NeedsToken, IReadOnlyList<ApiParameter> Parameters, string? Body, IReadOnlyList<ApiResponse> Responses, string Curl)
{
    internal string CurlAt(string site) => Curl.Replace("{0}", site, StringComparison.Ordinal);

    internal string Colour => Method switch { "GET" => "blue", "DELETE" => "red", _ => "green" };
}

internal sealed record ApiParameter(string Name, string Place, string Type, bool Required, string? Words);

internal sealed record ApiResponse(string Status, string Words, string? MediaType, string? Shape);
