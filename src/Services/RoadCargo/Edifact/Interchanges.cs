using System.Globalization;
using Microsoft.AspNetCore.Http;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Edifact;

/// <summary>The EDIFACT door: a CUSCAR interchange in; out, one interchange of CONTRL (its syntax) and, for each message that could be read, APERAK (what became of each consignment).</summary>
internal sealed class Interchanges(TakeLodgements take, ChangeConsignment change, Text text, TimeProvider time)
{
    internal const string ContentType = "application/edifact";

    internal async Task<IResult> TakeAsync(HttpContext http, Lodger lodger)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        Interchange interchange;
        try
        {
            interchange = Interchange.Read(body.ToArray());
        }
        catch (NoInterchangeException nothing)
        {
            return ConsignmentsApi.Refuse(text, $"edifact.{nothing.What}", StatusCodes.Status400BadRequest, nothing.Line, nothing.Column);
        }

        var answer = new Answer(interchange, time.GetUtcNow());
        var read = interchange.Messages.ConvertAll(message => message.Faults.Count == 0 ? CuscarMessage.Read(message) : null);
        if (read.Sum(message => message?.Consignments.Count ?? 0) > TakeLodgements.Most)
        {
            interchange.Faults.Add(("UNB", new(SyntaxFault.TooMany)));
        }

        answer.WriteControl();
        if (interchange.Faults.Count == 0)
        {
            for (var i = 0; i < read.Count; i++)
            {
                if (read[i] is { } cuscar && interchange.Messages[i].Faults.Count == 0)
                {
                    answer.WriteApplication(cuscar, await TakeAsync(cuscar, interchange, interchange.Messages[i], lodger, http.RequestAborted), text);
                }
            }
        }

        return new EdifactAnswer(answer.End(), interchange.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IReadOnlyList<TakenLodgement>> TakeAsync(CuscarMessage cuscar, Interchange interchange, EdifactMessage message, Lodger lodger, CancellationToken ct)
    {
        if (cuscar.Function == CuscarFunction.Lodge)
        {
            // Sender, interchange, message and consignment name a lodgement: sent again, it is the same one.
            return await take.RunAsync(
                [.. cuscar.Consignments.Select(one => one.Typed with { Message = $"{interchange.Sender}/{interchange.Reference}/{message.Reference}/{one.Number}" })], lodger, ct);
        }

        List<TakenLodgement> changed = [];
        foreach (var one in cuscar.Consignments)
        {
            changed.Add(await ChangeAsync(cuscar.Function, one, lodger, ct));
        }

        return changed;
    }

    private async Task<TakenLodgement> ChangeAsync(CuscarFunction function, CuscarConsignment one, Lodger lodger, CancellationToken ct)
    {
        var outcome = Ccrn.Parse(one.Ccrn) is not { } ccrn ? ChangeOutcome.NotThere
            : function == CuscarFunction.Cancel ? await change.CancelAsync(ccrn, null, lodger, ct)
            : await change.AmendAsync(ccrn, one.Typed, null, lodger, ct);
        return outcome.IsDone ? new(LodgedAs.Lodged, Ccrn.Format(outcome.Consignment!.Ccrn), [], [])
            : new(null, null, outcome.Consignment is null ? [new RuleProblem("ccrn", "ccrn.unknown", "roadcargo.problem.ccrn")] : outcome.Problems, []);
    }

    private sealed class EdifactAnswer(byte[] body, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = ContentType;
            httpContext.Response.ContentLength = body.Length;
            return httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }
}

/// <summary>The answering interchange: CONTRL as in ISO 9735's directory D.3, APERAK as in D.96B.</summary>
internal sealed class Answer
{
    private readonly Interchange asked;
    private readonly EdifactWriter writer;
    private readonly DateTimeOffset at;

    internal Answer(Interchange asked, DateTimeOffset now)
    {
        (this.asked, at) = (asked, HongKong.At(now));
        writer = new EdifactWriter(asked.Level);
        // Its own number says which one it answers.
        writer.Begin(asked.Recipient, asked.Sender, asked.Reference, at);
    }

    internal byte[] End() => writer.End();

    internal void WriteControl()
    {
        writer.BeginMessage("CONTRL", "D", "3");
        var rejected = asked.Faults.Count > 0;
        string?[] Name(int element) => asked.Header.Elements.Count >= element ? [.. asked.Header.Elements[element - 1].Take(3)] : [];

        if (!rejected)
        {
            writer.Segment("UCI", [asked.Reference], Name(2), Name(3), [Acknowledged]);
        }
        else
        {
            var (tag, fault) = asked.Faults[0];
            writer.Segment("UCI", [asked.Reference], Name(2), Name(3), [Rejected], [Number(fault.Code)], [tag], [Number(fault.Element), Number(fault.Component)]);
        }

        foreach (var message in asked.Messages)
        {
            var header = message.Header.Elements.Count >= 2 ? message.Header.Elements[1] : [];
            writer.Segment("UCM", [message.Reference], [.. header.Take(4)], [rejected || message.Faults.Count > 0 ? Rejected : Acknowledged]);
            foreach (var place in message.Faults.GroupBy(fault => fault.Segment ?? 1))
            {
                var whole = place.FirstOrDefault(fault => fault.Element is null);
                writer.Segment("UCS", [Number(place.Key)], [whole is null ? null : Number(whole.Code)]);
                foreach (var fault in place.Where(fault => fault.Element is not null))
                {
                    writer.Segment("UCD", [Number(fault.Code)], [Number(fault.Element), Number(fault.Component)]);
                }
            }
        }

        writer.EndMessage();
    }

    internal void WriteApplication(CuscarMessage cuscar, IReadOnlyList<TakenLodgement> taken, Text text)
    {
        var right = taken.Count(one => one.IsTaken);
        writer.BeginMessage("APERAK", "D", "96B");
        // 312 acknowledges, 313 tells errors; 11 is a response; AP all accepted, CA some, RE none.
        writer.Segment("BGM", [right == taken.Count ? "312" : "313"], [cuscar.Document], ["11"], [right == taken.Count ? "AP" : right == 0 ? "RE" : "CA"]);
        writer.Segment("DTM", ["137", at.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture), "203"]);
        writer.Segment("RFF", ["ACW", cuscar.Document]);
        for (var i = 0; i < taken.Count; i++)
        {
            var number = cuscar.Consignments[i].Number;
            if (taken[i].IsTaken)
            {
                writer.Segment("ERC", [ErrorCodes.Accepted, null, ErrorCodes.Agency]);
                Say(taken[i].Warnings, text);
                // Cargo control number, and the line of the message it answers.
                writer.Segment("RFF", ["XC", taken[i].Ccrn, number]);
                continue;
            }

            foreach (var problem in taken[i].Problems)
            {
                writer.Segment("ERC", [ErrorCodes.Of(problem.Code), null, ErrorCodes.Agency]);
                Say([problem], text);
                writer.Segment("RFF", ["LI", number, number]);
            }
        }

        writer.EndMessage();
    }

    private const string Rejected = "4";
    private const string Acknowledged = "7";

    private void Say(IReadOnlyList<RuleProblem> problems, Text text)
    {
        foreach (var problem in problems)
        {
            writer.Segment("FTX", ["AAO"], [], [], EdifactWriter.Lines($"{problem.Path}: {problem.Message(text, Lang.English)}"));
        }
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Codes of data element 9321 for each problem: ours (ZZZ), stable, listed in docs/road-cargo-edifact.md.</summary>
internal static class ErrorCodes
{
    internal const string Accepted = "RC000";
    internal const string Agency = "ZZZ";
    private const string Other = "RC999";

    internal static IReadOnlyDictionary<string, string> All { get; } = Read();

    internal static string Of(string code) => All.GetValueOrDefault(code, Other);

    private static Dictionary<string, string> Read()
    {
        using var file = typeof(ErrorCodes).Assembly.GetManifestResourceStream("aperak-codes.json")!;
        return System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }
}
