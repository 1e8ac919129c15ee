using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Batch;
using OneStop.RoadCargo.Edifact;
using OneStop.RoadCargo.Traders;
using OneStop.RoadCargo.Wco;
using Text = OneStop.Platform.Texts.Text;

namespace OneStop.RoadCargo.Consignments;

/// <summary>Consignments for traders' programs: a person's bearer token, or the organisation's key.</summary>
internal static class ConsignmentsApi
{
    /// <summary>Of one request.</summary>
    private const long MostBytes = 16 * 1024 * 1024;

    private const int DefaultItems = 20;
    private const string Path = "/api/road-cargo/consignments";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Path).RequireAuthorization(Access.SignedInOrProgram).WithTags("Road cargo")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        api.MapPost("", LodgeAsync).WithName("LodgeConsignments")
            .WithSummary("Lodges one consignment, or up to 5,000 with an answer for each: JSON, a CUSCAR interchange (application/edifact, answered by CONTRL and APERAK) or XML in WCO names. The same message (or Idempotency-Key) sent again has the same answer. trader says for whom, where there are several.")
            .Takes<ConsignmentBody>("application/json", Interchanges.ContentType, WcoXml.ContentType)
            .Produces<LodgementAnswer>(StatusCodes.Status201Created).Produces<LodgementAnswers>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/batch", BatchApi.TakeAsync).WithName("LodgeConsignmentBatch")
            .WithSummary("Lodges a file, CSV or Excel, one consignment in a row; the answer says for each row what became of it, as JSON or (Accept: text/csv) as the same file with three columns more")
            .Takes<string>(BatchFile.Csv, BatchFile.Excel)
            .Produces<BatchAnswers>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        api.MapGet("", ListAsync).WithName("ListConsignments").WithSummary("The trader's consignments, the newest first; of one state or one expected day, where asked for")
            .Produces<ConsignmentPage>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/{ccrn}", ShowAsync).WithName("ShowConsignment").WithSummary("One consignment with its history")
            .Produces<ConsignmentAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPut("/{ccrn}", AmendAsync).WithName("AmendConsignment").WithSummary("Says all items anew. On a truck already, the consignment is assessed again. If-Match with the ETag it was seen with keeps two amendments apart.")
            .Takes<ConsignmentBody>("application/json").Produces<ConsignmentAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapDelete("/{ccrn}", CancelAsync).WithName("CancelConsignment").WithSummary("Cancels a consignment that is on no truck; safe to repeat")
            .Produces<ConsignmentAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed);
        api.MapPost("/{ccrn}/copy", CopyAsync).WithName("CopyConsignment").WithSummary("Lodges the same again under a new number; members of the body replace the copied ones, expectedOn above all")
            .Takes<ConsignmentBody>("application/json").Produces<LodgementAnswer>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapGet("/api/road-cargo/exemptions", (TimeProvider time) => Results.Ok(Exemption.On(Platform.Texts.HongKong.Today(time)).Select(one => new ExemptionAnswer(one.Code, one.From, one.En, one.ZhHant, one.ZhHans))))
            .AllowAnonymous().WithTags("Road cargo").WithName("ListCargoExemptions").WithSummary("What need not be lodged").Produces<IReadOnlyList<ExemptionAnswer>>();
        routes.MapGet("/api/road-cargo/batch-template.csv", BatchApi.Template).AllowAnonymous().WithTags("Road cargo").WithName("CargoBatchTemplate")
            .WithSummary("The heading of a file of consignments").Produces<string>(StatusCodes.Status200OK, BatchFile.Csv);
        WcoXml.MapSchema(routes);
    }

    /// <summary>A request may be larger here than elsewhere.</summary>
    internal static void AllowLarge(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }
    }

    internal static async Task<(Lodger? Lodger, IResult? Refused)> LodgerAsync(HttpContext http, Channel channel, TraderOf traders, Text text)
    {
        var found = await traders.FindAsync(http.User, http.Request.Query["trader"], http.RequestAborted);
        return found.Trader is { } trader
            ? (new Lodger(trader, http.User.RequiredCallerId(), channel), null)
            : (null, new[] { found.Problem! }.ToResult(text, found.IsForbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity));
    }

    internal static IResult Refuse(Text text, string what, int status, params object?[] args) =>
        Results.Problem(statusCode: status, title: text[$"roadcargo.refused.{what}"], detail: text[$"roadcargo.refused.{what}.cure", args]);

    private static async Task<IResult> LodgeAsync(HttpContext http, TakeLodgements take, Interchanges interchanges, WcoXml xml, TraderOf traders, Text text)
    {
        AllowLarge(http);
        var type = http.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        var channel = http.Request.HasJsonContentType() ? Channel.Rest
            : type == Interchanges.ContentType ? Channel.Edifact
            : type is WcoXml.ContentType or "text/xml" ? Channel.Xml
            : (Channel?)null;
        if (channel is null)
        {
            return Refuse(text, "type", StatusCodes.Status415UnsupportedMediaType);
        }

        var (lodger, refused) = await LodgerAsync(http, channel.Value, traders, text);
        return refused ?? await (channel switch
        {
            Channel.Edifact => interchanges.TakeAsync(http, lodger!),
            Channel.Xml => xml.TakeAsync(http, lodger!),
            _ => LodgeJsonAsync(http, take, lodger!, text),
        });
    }

    private static async Task<IResult> LodgeJsonAsync(HttpContext http, TakeLodgements take, Lodger lodger, Text text)
    {
        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(http.Request.Body, ConsignmentJson.Options, http.RequestAborted);
        }
        catch (JsonException e)
        {
            return Refuse(text, "json", StatusCodes.Status400BadRequest, (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
        }

        using (body)
        {
            var isMany = body.RootElement.ValueKind == JsonValueKind.Array;
            if (isMany && body.RootElement.GetArrayLength() > TakeLodgements.Most)
            {
                return Refuse(text, "too-many", StatusCodes.Status413PayloadTooLarge, TakeLodgements.Most);
            }

            var read = (isMany ? body.RootElement.EnumerateArray().Select(ConsignmentJson.Read) : [ConsignmentJson.Read(body.RootElement)]).ToList();
            var answers = await TakeAsync(read, http.Request.Headers["Idempotency-Key"].ToString(), isMany, take, lodger, http.RequestAborted);
            return isMany ? Results.Json(LodgementAnswers.Of(answers, text), CargoJson.Options) : AnswerOne(answers[0], text);
        }
    }

    /// <summary>The key of a request names each item that has no name of its own.</summary>
    private static async Task<IReadOnlyList<TakenLodgement>> TakeAsync(
        List<(TypedConsignment? Typed, RuleProblem? Problem)> read, string key, bool isMany, TakeLodgements take, Lodger lodger, CancellationToken ct)
    {
        var sent = read.Select((item, index) => item.Typed is { Message: null } typed && key.Length > 0
            ? typed with { Message = isMany ? string.Create(CultureInfo.InvariantCulture, $"{key}#{index}") : key }
            : item.Typed).ToList();
        var taken = new Queue<TakenLodgement>(await take.RunAsync([.. sent.OfType<TypedConsignment>()], lodger, ct));
        return [.. read.Select(item => item.Problem is null ? taken.Dequeue() : new TakenLodgement(null, null, [item.Problem], []))];
    }

    internal static IResult AnswerOne(TakenLodgement taken, Text text) => !taken.IsTaken
        ? taken.Problems.ToResult(text, LodgementAnswer.StatusOf(taken))
        : new Created(LodgementAnswer.Of(taken, 0, text), $"{Path}/{taken.Ccrn}");

    private static async Task<IResult> ListAsync(HttpContext http, string? state, string? expectedOn, string? after, string? limit, FindConsignments find, TraderOf traders, Text text, CancellationToken ct)
    {
        var (lodger, refused) = await LodgerAsync(http, Channel.Rest, traders, text);
        if (refused is not null)
        {
            return refused;
        }

        List<RuleProblem> problems = [];
        ConsignmentState? wanted = null;
        if (state is not null)
        {
            wanted = Enum.GetValues<ConsignmentState>().Cast<ConsignmentState?>().FirstOrDefault(one => string.Equals(one.ToString(), state, StringComparison.OrdinalIgnoreCase));
            AddUnless(wanted is not null, problems, "state", [string.Join(", ", Enum.GetValues<ConsignmentState>().Select(one => JsonNamingPolicy.CamelCase.ConvertName(one.ToString())))]);
        }

        DateOnly? day = DateOnly.TryParseExact(expectedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : null;
        AddUnless(expectedOn is null || day is not null, problems, "expectedOn", []);
        var last = Ccrn.Parse(after);
        AddUnless(after is null || last is not null, problems, "after", []);
        var most = limit is null ? DefaultItems : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : 0;
        AddUnless(most is >= 1 and <= FindConsignments.MostItems, problems, "limit", [FindConsignments.MostItems]);
        if (problems.Count > 0)
        {
            return problems.ToResult(text);
        }

        var (items, next) = await find.ListAsync(lodger!.For, wanted, day, last, most, ct);
        return Results.Json(new ConsignmentPage([.. items.Select(item => ConsignmentAnswer.Of(item))], next is { } ccrn ? Ccrn.Format(ccrn) : null), CargoJson.Options);
    }

    private static void AddUnless(bool right, List<RuleProblem> problems, string name, object?[] args)
    {
        if (!right)
        {
            problems.Add(new(name, $"list.{name}", $"roadcargo.problem.list.{name}") { Args = args });
        }
    }

    private static async Task<IResult> ShowAsync(string ccrn, HttpContext http, FindConsignments find, TraderOf traders, Text text, CancellationToken ct)
    {
        var (lodger, refused) = await LodgerAsync(http, Channel.Rest, traders, text);
        return refused ?? (Ccrn.Parse(ccrn) is { } number && await find.OneAsync(number, lodger!.For, ct) is { } found
            ? Show(http, found, await find.HistoryAsync(number, ct))
            : Unknown(text));
    }

    private static async Task<IResult> AmendAsync(string ccrn, HttpContext http, ChangeConsignment change, FindConsignments find, TraderOf traders, Text text, CancellationToken ct)
    {
        var (lodger, refused) = await LodgerAsync(http, Channel.Rest, traders, text);
        if (refused is not null)
        {
            return refused;
        }

        var (typed, wrong) = await BodyAsync(http, text);
        return wrong ?? await ChangeAsync(ccrn, http, text, number => change.AmendAsync(number, typed!, Seen(http), lodger!, ct), find, ct);
    }

    private static async Task<IResult> CancelAsync(string ccrn, HttpContext http, ChangeConsignment change, FindConsignments find, TraderOf traders, Text text, CancellationToken ct)
    {
        var (lodger, refused) = await LodgerAsync(http, Channel.Rest, traders, text);
        return refused ?? await ChangeAsync(ccrn, http, text, number => change.CancelAsync(number, Seen(http), lodger!, ct), find, ct);
    }

    private static async Task<IResult> CopyAsync(string ccrn, HttpContext http, FindConsignments find, TakeLodgements take, TraderOf traders, Text text, CancellationToken ct)
    {
        var (lodger, refused) = await LodgerAsync(http, Channel.Rest, traders, text);
        if (refused is not null)
        {
            return refused;
        }

        if (Ccrn.Parse(ccrn) is not { } number || await find.OneAsync(number, lodger!.For, ct) is not { } found)
        {
            return Unknown(text);
        }

        var (typed, wrong) = await BodyAsync(http, text);
        if (wrong is not null)
        {
            return wrong;
        }

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var copy = ConsignmentCopy.Of(found, typed!) is var made && made.Message is null && key.Length > 0 ? made with { Message = key } : made;
        return AnswerOne((await take.RunAsync([copy], lodger!, ct))[0], text);
    }

    private static async Task<IResult> ChangeAsync(string ccrn, HttpContext http, Text text, Func<long, Task<ChangeOutcome>> change, FindConsignments find, CancellationToken ct)
    {
        if (http.Request.Headers.IfMatch.Count > 0 && Seen(http) is null && http.Request.Headers.IfMatch.ToString() != "*")
        {
            return Results.StatusCode(StatusCodes.Status412PreconditionFailed);
        }

        var outcome = Ccrn.Parse(ccrn) is { } number ? await change(number) : ChangeOutcome.NotThere;
        return outcome switch
        {
            { Consignment: null } => Unknown(text),
            { IsDone: true, Consignment: { } now } => Show(http, (await find.OneAsync(now.Ccrn, now.Trader, ct))!, await find.HistoryAsync(now.Ccrn, ct)),
            { Conflict: true, Problems: [{ Code: "consignment.changed" }] } => outcome.Problems.ToResult(text, StatusCodes.Status412PreconditionFailed),
            { Conflict: true } => outcome.Problems.ToResult(text, StatusCodes.Status409Conflict),
            _ => outcome.Problems.ToResult(text),
        };
    }

    private static async Task<(TypedConsignment? Typed, IResult? Refused)> BodyAsync(HttpContext http, Text text)
    {
        if (!http.Request.HasJsonContentType())
        {
            return (null, Refuse(text, "type", StatusCodes.Status415UnsupportedMediaType));
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, ConsignmentJson.Options, http.RequestAborted);
            var (typed, problem) = ConsignmentJson.Read(body.RootElement);
            return problem is null ? (typed, null) : (null, new[] { problem }.ToResult(text));
        }
        catch (JsonException e)
        {
            return (null, Refuse(text, "json", StatusCodes.Status400BadRequest, (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1));
        }
    }

    private static IResult Show(HttpContext http, Consignment found, IReadOnlyList<ConsignmentStep> history)
    {
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{found.Version}\"");
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(ConsignmentAnswer.Of(found, history), CargoJson.Options);
    }

    private static int? Seen(HttpContext http) =>
        int.TryParse(http.Request.Headers.IfMatch.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static IResult Unknown(Text text) => Refuse(text, "unknown", StatusCodes.Status404NotFound);

    /// <summary>201 with the new one's address, or 200 where it is there already.</summary>
    private sealed class Created(LodgementAnswer answer, string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = answer.Status;
            httpContext.Response.Headers.Location = location;
            return httpContext.Response.WriteAsJsonAsync(answer, CargoJson.Options);
        }
    }
}

/// <summary>For the reference: what one consignment looks like.</summary>
/// <param name="Direction">import, export or transhipment.</param>
/// <param name="ExpectedOn">YYYY-MM-DD: the day of arrival or departure in Hong Kong, today or up to 14 days ahead.</param>
/// <param name="Message">Your own name for it, up to 70 characters.</param>
internal sealed record ConsignmentBody(string Direction, PackagesAnswer Packages, string Articles, PartyAnswer Consignor, PartyAnswer Consignee, DateOnly ExpectedOn, string? Message);

internal sealed record ExemptionAnswer(string Code, DateOnly From, string En, string ZhHant, string ZhHans);

/// <summary>The same consignment again.</summary>
internal static class ConsignmentCopy
{
    /// <summary>What <paramref name="changes"/> says takes the place of what is copied; the message's name is never copied.</summary>
    internal static TypedConsignment Of(Consignment found, TypedConsignment changes)
    {
        var copied = TypedConsignment.Of(ConsignmentContent.Of(found));
        return new TypedConsignment
        {
            Direction = changes.Direction ?? copied.Direction,
            PackageCount = changes.PackageCount ?? copied.PackageCount,
            PackageKind = changes.PackageKind ?? copied.PackageKind,
            Packages = changes.Packages ?? copied.Packages,
            Articles = changes.Articles ?? copied.Articles,
            ConsignorName = changes.ConsignorName ?? copied.ConsignorName,
            ConsignorAddress = changes.ConsignorAddress ?? copied.ConsignorAddress,
            ConsigneeName = changes.ConsigneeName ?? copied.ConsigneeName,
            ConsigneeAddress = changes.ConsigneeAddress ?? copied.ConsigneeAddress,
            ExpectedOn = changes.ExpectedOn ?? copied.ExpectedOn,
            Message = changes.Message,
        };
    }
}
