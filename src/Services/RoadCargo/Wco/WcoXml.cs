using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Wco;

/// <summary>
/// The XML door: a cargo report in the names of the WCO data model, by our published schema. No document type, nothing fetched, a limit to
/// everything; what is wrong is told with line and column, as many as there are.
/// </summary>
internal sealed class WcoXml(TakeLodgements take, Text text)
{
    internal const string ContentType = "application/xml";
    internal const string Namespace = "urn:onestop:road-cargo:1";
    private const string SchemaFile = "road-cargo-1.xsd";
    private const int MostFaults = 20;
    private const int Deepest = 12;

    private static readonly XNamespace Ns = Namespace;
    private static readonly XmlSchemaSet Schemas = ReadSchema();

    internal static void MapSchema(IEndpointRouteBuilder routes) =>
        routes.MapGet($"/api/road-cargo/{SchemaFile}", () => Results.Stream(Open(), ContentType)).AllowAnonymous().WithTags("Road cargo")
            .WithName("CargoReportSchema").WithSummary("The XML schema of cargo reports").Produces<string>(StatusCodes.Status200OK, ContentType);

    internal async Task<IResult> TakeAsync(HttpContext http, Lodger lodger)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        List<XmlFault> faults = [];
        var report = Read(body, faults);
        if (report is null || faults.Count > 0)
        {
            return Results.Problem(
                statusCode: faults.Count > 0 && faults[0].Code == "xml.schema" ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status400BadRequest,
                title: text["roadcargo.refused.xml"], detail: text["roadcargo.refused.xml.cure"], extensions: new Dictionary<string, object?> { ["errors"] = faults });
        }

        var id = Value(report, "ID")!;
        var consignments = report.Elements(Ns + "Consignment").ToList();
        if (consignments.Count > TakeLodgements.Most)
        {
            return ConsignmentsApi.Refuse(text, "too-many", StatusCodes.Status413PayloadTooLarge, TakeLodgements.Most);
        }

        var taken = await take.RunAsync([.. consignments.Select(one => Typed(one, id))], lodger, http.RequestAborted);
        return new XmlAnswer(Answer(id, consignments, taken));
    }

    private XElement? Read(MemoryStream body, List<XmlFault> faults)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = 16 * 1024 * 1024,
            MaxCharactersFromEntities = 1,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            ValidationType = ValidationType.Schema,
            Schemas = Schemas,
            CloseInput = false,
            ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings | XmlSchemaValidationFlags.ProcessIdentityConstraints,
        };
        settings.ValidationEventHandler += (_, fault) => Add(faults, "xml.schema", fault.Exception.LineNumber, fault.Exception.LinePosition, fault.Message);
        try
        {
            // First through the schema, stopping where it is deeper than any report; what is right becomes a tree.
            using (var checking = XmlReader.Create(body, settings))
            {
                var at = (IXmlLineInfo)checking;
                while (checking.Read() && faults.Count < MostFaults)
                {
                    if (checking.Depth > Deepest)
                    {
                        Add(faults, "xml.too-deep", at.LineNumber, at.LinePosition, text["roadcargo.xml.too-deep", Deepest]);
                        return null;
                    }
                }
            }

            if (faults.Count > 0)
            {
                return null;
            }

            body.Position = 0;
            using var reader = XmlReader.Create(body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root;
        }
        catch (XmlException e)
        {
            // The reader's refusal of a document type does not say where it stands, and speaks of its own settings.
            var (line, message) = e.LineNumber > 0 ? (e.LineNumber, e.Message) : (LineOfDoctype(body), text["roadcargo.xml.doctype"]);
            Add(faults, "xml.malformed", line, Math.Max(1, e.LinePosition), message);
            return null;
        }
        catch (DecoderFallbackException e)
        {
            Add(faults, "xml.encoding", 1, 1, e.Message);
            return null;
        }
    }

    private static int LineOfDoctype(MemoryStream body)
    {
        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        var found = bytes.IndexOf("<!DOCTYPE"u8);
        return 1 + (found < 0 ? 0 : bytes[..found].Count((byte)'\n'));
    }

    private static void Add(List<XmlFault> faults, string code, int line, int column, string message)
    {
        if (faults.Count < MostFaults)
        {
            faults.Add(new(code, line, column, message));
        }
    }

    private static TypedConsignment Typed(XElement one, string id) => new()
    {
        Direction = Value(one, "DirectionCode"),
        PackageCount = Value(one, "Packaging", "QuantityQuantity"),
        PackageKind = Value(one, "Packaging", "TypeCode"),
        Packages = Value(one, "Packaging", "PackingMaterialDescription"),
        Articles = Value(one, "Commodity", "CargoDescription"),
        ConsignorName = Value(one, "Consignor", "Name"),
        ConsignorAddress = Value(one, "Consignor", "Address", "Line"),
        ConsigneeName = Value(one, "Consignee", "Name"),
        ConsigneeAddress = Value(one, "Consignee", "Address", "Line"),
        ExpectedOn = Value(one, "BorderTransportMeans", "ArrivalDateTime") ?? Value(one, "BorderTransportMeans", "DepartureDateTime"),
        Message = $"{id}/{Value(one, "SequenceNumeric")}",
    };

    private static string? Value(XElement from, params string[] path)
    {
        var at = from;
        foreach (var name in path[..^1])
        {
            at = at?.Element(Ns + name);
        }

        var found = at?.Elements(Ns + path[^1]).Select(element => element.Value.Trim()).ToList();
        return found is { Count: > 0 } ? string.Join(", ", found) : null;
    }

    private XElement Answer(string id, List<XElement> consignments, IReadOnlyList<TakenLodgement> taken) => new(
        Ns + "Response",
        new XElement(Ns + "FunctionalReferenceID", id),
        consignments.Zip(taken, (sent, one) => new XElement(
            Ns + "Consignment",
            new XElement(Ns + "SequenceNumeric", Value(sent, "SequenceNumeric")),
            new XElement(Ns + "StatusCode", LodgementAnswer.Of(one, 0, text).Outcome),
            one.Ccrn is null ? null : new XElement(Ns + "ID", one.Ccrn),
            one.Problems.Select(problem => Said("Error", problem)), one.Warnings.Select(problem => Said("AdditionalInformation", problem)))));

    private XElement Said(string name, RuleProblem problem) => new(
        Ns + name, new XElement(Ns + "ValidationCode", problem.Code), new XElement(Ns + "Pointer", problem.Path),
        problem.Rule is null ? null : new XElement(Ns + "StatementTypeCode", problem.Rule), new XElement(Ns + "StatementDescription", problem.Message(text)));

    private static Stream Open() => typeof(WcoXml).Assembly.GetManifestResourceStream(SchemaFile)!;

    private static XmlSchemaSet ReadSchema()
    {
        using var file = Open();
        var schemas = new XmlSchemaSet { XmlResolver = null };
        schemas.Add(XmlSchema.Read(file, null)!);
        schemas.Compile();
        return schemas;
    }

    private sealed class XmlAnswer(XElement answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = ContentType + "; charset=utf-8";
            await using var writer = XmlWriter.Create(httpContext.Response.Body, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false), CheckCharacters = true });
            await answer.SaveAsync(writer, httpContext.RequestAborted);
        }
    }
}

/// <param name="Line">From 1.</param>
internal sealed record XmlFault(string Code, int Line, int Column, string Message);
