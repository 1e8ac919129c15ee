using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OneStop.Faults.Tests;

/// <summary>A person's program at the JSON API that never gives up: what fails because the government is down is asked again until it is up.</summary>
internal sealed class Citizen : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly HttpClient http;

    private Citizen(Uri government) => http = new HttpClient { BaseAddress = government, Timeout = TimeSpan.FromSeconds(30) };

    public static async Task<Citizen> SignInAsync(Uri government, string email, string password)
    {
        var citizen = new Citizen(government);
        var session = await citizen.SendAsync(HttpMethod.Post, "/api/session", new JsonObject { ["email"] = email, ["password"] = password });
        citizen.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session["accessToken"]!.GetValue<string>());
        return citizen;
    }

    /// <summary>A program that holds its token already.</summary>
    public static Citizen With(Uri program, string token)
    {
        var citizen = new Citizen(program);
        citizen.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return citizen;
    }

    public Task<JsonNode> GetAsync(string path, CancellationToken ct = default) => SendAsync(HttpMethod.Get, path, null, null, ct);

    public Task<JsonNode> PostAsync(string path, JsonNode? body = null, string? idempotencyKey = null, CancellationToken ct = default) =>
        SendAsync(HttpMethod.Post, path, body, idempotencyKey, ct);

    /// <summary>Until it is answered. A 409 (the same request is still under way, or the state has moved on) and a 4xx are answers too: the caller looks at the state.</summary>
    private async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonNode? body, string? idempotencyKey = null, CancellationToken ct = default)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                using var request = new HttpRequestMessage(method, path);
                if (body is not null)
                {
                    request.Content = JsonContent.Create(body);
                }

                if (idempotencyKey is not null)
                {
                    request.Headers.Add("Idempotency-Key", idempotencyKey);
                }

                using var answer = await http.SendAsync(request, ct);
                var text = await answer.Content.ReadAsStringAsync(ct);
                if (answer.StatusCode < HttpStatusCode.InternalServerError)
                {
                    return (text.Length == 0 ? null : JsonNode.Parse(text)) ?? new JsonObject { ["status"] = (int)answer.StatusCode };
                }

                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    throw new InvalidOperationException($"{method} {path} answered {(int)answer.StatusCode}: {text}");
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException && !ct.IsCancellationRequested)
            {
            }

            await Task.Delay(Pause, ct);
        }
    }

    public void Dispose() => http.Dispose();
}
