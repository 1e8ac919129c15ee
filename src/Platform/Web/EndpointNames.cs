using Microsoft.AspNetCore.Routing;

namespace OneStop.Platform.Web;

/// <summary>Refuses to start a program in which two endpoints have one name: routing would find out at the first request, and answer none.</summary>
internal static class EndpointNames
{
    internal static void Check(IEndpointRouteBuilder routes)
    {
        var twice = routes.DataSources.SelectMany(source => source.Endpoints)
            .Select(endpoint => (endpoint.DisplayName, Name: endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName))
            .Where(endpoint => endpoint.Name is not null)
            .GroupBy(endpoint => endpoint.Name, StringComparer.Ordinal)
            .Where(endpoints => endpoints.Count() > 1)
            .Select(endpoints => $"{endpoints.Key} ({string.Join(", ", endpoints.Select(endpoint => endpoint.DisplayName))})")
            .ToList();
        if (twice.Count > 0)
        {
            throw new InvalidOperationException($"These endpoints share a name (WithName); give each its own: {string.Join("; ", twice)}");
        }
    }
}
