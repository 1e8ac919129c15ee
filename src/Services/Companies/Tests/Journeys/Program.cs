using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Kit;
using OneStop.Platform.Identifiers;

namespace OneStop.Companies.Tests.Journeys;

/// <summary>The same steps as a program takes them, over the JSON API.</summary>
internal static class Program
{
    public static async Task<string> BeginAsync(this HttpClient filer, JsonObject content)
    {
        var started = await filer.PostAsJsonAsync("/api/filings/incorporate-company", content);
        var filing = await ReadAsync(started, HttpStatusCode.Created);
        return (string)filing["id"]!;
    }

    public static Task<HttpResponseMessage> SubmitAsync(this HttpClient filer, string id) => filer.PostAsJsonAsync($"/api/filings/{id}/submit", new { declared = true });

    public static async Task<JsonObject> ShowAsync(this HttpClient filer, string id) => (await filer.GetFromJsonAsync<JsonObject>($"/api/filings/{id}"))!;

    public static Task<JsonObject> UntilAsync(this HttpClient filer, string id, string state) => Eventually.GetAsync(async () =>
        await filer.ShowAsync(id) is { } filing && (string?)filing["state"] == state ? filing : null);

    public static async Task SignAsync(this HttpClient signer, string contentHash)
    {
        var waiting = (await signer.GetFromJsonAsync<JsonArray>("/api/signatures"))!.Select(asked => asked!["signature"]!).Single(asked => (string?)asked["contentHash"] == contentHash);
        var signed = await signer.PostAsJsonAsync($"/api/signatures/{waiting["id"]}/sign", new { agreed = true, contentHash });
        await ReadAsync(signed, HttpStatusCode.OK);
    }

    public static async Task PayAsync(this HttpClient filer, JsonObject filing)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/payments/{filing["payment"]!["id"]}/attempts") { Content = JsonContent.Create(new { method = "simulator" }) };
        request.Headers.Add("Idempotency-Key", Ids.New().ToString());
        var attempt = await ReadAsync(await filer.SendAsync(request), HttpStatusCode.Created);
        using var payer = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var paid = await payer.PostAsync((string)attempt["redirectUrl"]!, new FormUrlEncodedContent([new("outcome", "approve")]));
        Assert.Equal(HttpStatusCode.SeeOther, paid.StatusCode);
    }

    public static Task<string> CaseAsync(this HttpClient officer, string reference) => Eventually.GetAsync(async () =>
        (await officer.GetFromJsonAsync<JsonObject>("/api/cases?show=all"))!["items"]!.AsArray()
            .Where(open => (string?)open!["reference"] == reference).Select(open => (string?)open!["id"]).FirstOrDefault());

    public static async Task<JsonObject> DecideAsync(this HttpClient officer, string caseId, string decision, params string[] reasonCodes) =>
        await ReadAsync(await officer.PostAsJsonAsync($"/api/cases/{caseId}/decision", new { decision, reasonCodes, note = "" }), HttpStatusCode.OK);

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} {body}");
        return JsonNode.Parse(body)!.AsObject();
    }
}
