using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Gate;

/// <summary>Whether the centre answers, for the screen.</summary>
internal sealed class Connection
{
    private long lastAt;

    /// <summary>When the centre last answered; null: not since the start.</summary>
    internal DateTimeOffset? LastAt => Interlocked.Read(ref lastAt) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    internal void Answered(DateTimeOffset at) => Interlocked.Exchange(ref lastAt, at.UtcTicks);
}

/// <summary>Tells the centre what happened here, in order, and fetches its list; goes on trying for as long as the centre does not answer.</summary>
internal sealed partial class FollowCentre(
    GateOptions options, GateDesk desk, ExpectedTrucks expected, Connection connection, IServiceScopeFactory scopes, TimeProvider time, ILogger<FollowCentre> log) : BackgroundService
{
    private const int AtOnce = 200;
    private readonly HttpClient http = new() { BaseAddress = options.Centre, Timeout = TimeSpan.FromSeconds(20) };
    private bool isDown;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await desk.StartAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await OnceAsync(stoppingToken);
                connection.Answered(time.GetUtcNow());
                if (isDown)
                {
                    LogBack(options.Centre);
                }

                isDown = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!isDown)
                {
                    LogDown(options.Centre, e.Message);
                }

                isDown = true;
            }

            await Task.Delay(options.Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task OnceAsync(CancellationToken ct)
    {
        while (await TellAsync(ct))
        {
        }

        if (!expected.HasKey)
        {
            using var key = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, "/api/road-cargo/control-points/key"), ct);
            expected.TakeKey(await key.Content.ReadAsStringAsync(ct));
        }

        var waiting = await WaitingAsync(ct);
        using var answer = await SendAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/api/road-cargo/control-points/{options.Point}/expected");
            request.Headers.Add(CrossingsApi.WaitingHeader, waiting.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (expected.Tag is { } tag)
            {
                request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{tag}\""));
            }

            return request;
        }, ct);
        if (answer.StatusCode == HttpStatusCode.OK && !expected.Take(await answer.Content.ReadAsStringAsync(ct), answer.Headers.ETag?.Tag.Trim('"')))
        {
            LogWrongSignature(options.Centre);
        }
    }

    /// <summary>The oldest that the centre has not heard; true: there may be more.</summary>
    private async Task<bool> TellAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var waiting = await scope.ServiceProvider.GetRequiredService<GateDb>().Journal.AsNoTracking().Where(entry => entry.ToldAt == null).OrderBy(entry => entry.Number).Take(AtOnce).ToListAsync(ct);
        if (waiting.Count == 0)
        {
            return false;
        }

        using var answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, $"/api/road-cargo/control-points/{options.Point}/entries") { Content = JsonContent.Create(waiting.ConvertAll(row => row.Entry), options: CargoJson.Options) }, ct);
        var (ids, now) = (waiting.ConvertAll(row => row.Id), time.GetStoredNow());
        await scope.ServiceProvider.GetRequiredService<Writes>().RunAsync(
            write => write.Get<GateDb>().Journal.Where(entry => ids.Contains(entry.Id)).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.ToldAt, now), ct), ct);
        return waiting.Count == AtOnce;
    }

    private async Task<int> WaitingAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GateDb>().Journal.CountAsync(entry => entry.ToldAt == null, ct);
    }

    /// <summary>As the control point's account, signed in anew where its session has ended.</summary>
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> ask, CancellationToken ct)
    {
        if (http.DefaultRequestHeaders.Authorization is null)
        {
            await SignInAsync(ct);
        }

        var answer = await http.SendAsync(ask(), ct);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            answer.Dispose();
            await SignInAsync(ct);
            answer = await http.SendAsync(ask(), ct);
        }

        if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotModified)
        {
            return answer;
        }

        using (answer)
        {
            throw new HttpRequestException($"{answer.RequestMessage!.RequestUri!.AbsolutePath} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
        }
    }

    private async Task SignInAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = JsonContent.Create(new { options.Email, options.Password }) };
        using var answer = await http.SendAsync(request, ct);
        http.DefaultRequestHeaders.Authorization = answer.IsSuccessStatusCode
            ? new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonObject>(ct))!["accessToken"]!.GetValue<string>())
            : throw new HttpRequestException($"{options.Email} could not sign in ({(int)answer.StatusCode}).");
    }

    [LoggerMessage(LogLevel.Warning, "The centre at {Centre} does not answer ({Why}). Decisions go on from the list here; they are told when it is back.")]
    private partial void LogDown(Uri centre, string why);

    [LoggerMessage(LogLevel.Information, "The centre at {Centre} answers again.")]
    private partial void LogBack(Uri centre);

    [LoggerMessage(LogLevel.Error, "The list from {Centre} is not signed by the key that was trusted here; the list before stands. What to do: find out why; where the centre's key was changed on purpose, remove centre-key.pem.")]
    private partial void LogWrongSignature(Uri centre);
}
