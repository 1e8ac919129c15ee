using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Filings.Forms;
using OneStop.Platform.Web;

namespace OneStop.Filings.Definitions;

/// <summary>The files' schema for editors, and for operators what is wrong with which file.</summary>
internal static class DefinitionsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(FileSchema.Address, () => Results.Text(FileSchema.Text, FormSchema.MediaType)).AllowAnonymous()
            .WithName("GetEServiceFileSchema").WithSummary("The JSON Schema of the files that define e-services").WithTags("Filings")
            .Produces<string>(contentType: FormSchema.MediaType);
        routes.MapGet("/api/eservices/problems", (Definitions definitions) => definitions.Broken.Values.SelectMany(problems => problems).ToList())
            .RequireAuthorization(Access.OfficerOf("dpo", "operator"))
            .WithName("ListEServiceProblems").WithSummary("For operators: what is wrong with which e-service's file").WithTags("Filings")
            .Produces<List<DefinitionProblem>>();
    }
}
