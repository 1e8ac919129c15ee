using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace OneStop.RoadCargo.Consignments;

internal static class TakenTypes
{
    /// <summary>
    /// Describes the body in the OpenAPI document only. <c>Accepts</c> would also have routing pass the endpoint over for another type, and
    /// then it finds a page with the same path, and answers 404 where 415 is right.
    /// </summary>
    internal static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder route, params string[] types) =>
        route.AddOpenApiOperationTransformer(async (operation, context, ct) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(TBody), null, ct);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = types.ToDictionary(type => type, type => new OpenApiMediaType { Schema = type == "application/json" ? schema : new OpenApiSchema { Type = JsonSchemaType.String } }),
            };
        });
}
