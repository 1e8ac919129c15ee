using System.Text.Json;
using System.Text.Json.Nodes;
using OneStop.Kit;
using OneStop.Platform.Texts;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Tests.Consignments;

internal static class Samples
{
    internal static DateOnly Today => HongKong.Today(TimeProvider.System);

    internal static string Day(int ahead) => Today.AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    internal static TypedConsignment Typed => new()
    {
        Direction = "export",
        PackageCount = "12",
        PackageKind = "CT",
        Packages = "cartons on two pallets",
        Articles = "men's cotton shirts",
        ConsignorName = "Harbour Garments Limited",
        ConsignorAddress = "3/F, 8 Wing Lok Street, Sheung Wan, Hong Kong",
        ConsigneeName = "深圳市海港服装有限公司",
        ConsigneeAddress = "深圳市福田区滨河路1号",
        ExpectedOn = Day(2),
    };

    internal static JsonObject Json(string? message = null) => new()
    {
        ["direction"] = "export",
        ["packages"] = new JsonObject { ["count"] = 12, ["kind"] = "CT", ["description"] = "cartons on two pallets" },
        ["articles"] = "men's cotton shirts",
        ["consignor"] = new JsonObject { ["name"] = "Harbour Garments Limited", ["address"] = "3/F, 8 Wing Lok Street, Sheung Wan, Hong Kong" },
        ["consignee"] = new JsonObject { ["name"] = "深圳市海港服装有限公司", ["address"] = "深圳市福田区滨河路1号" },
        ["expectedOn"] = Day(2),
        ["message"] = message,
    };

    internal static JsonObject With(this JsonObject json, string path, JsonNode? value)
    {
        var at = json;
        var parts = path.Split('/');
        foreach (var part in parts[..^1])
        {
            at = at[part]!.AsObject();
        }

        at[parts[^1]] = value;
        return json;
    }

    internal static async Task<(int Status, JsonElement Body)> SendAsync(this HttpClient http, HttpMethod method, string path, string body, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, System.Text.Encoding.UTF8, type) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    internal static Task<(int Status, JsonElement Body)> LodgeAsync(this Browser trader, JsonNode body, params (string Name, string Value)[] headers) =>
        trader.Http.SendAsync(HttpMethod.Post, "/api/road-cargo/consignments", body.ToJsonString(), headers: headers);

    internal static async Task<string> LodgedAsync(this Browser trader, JsonObject? body = null)
    {
        var (status, answer) = await trader.LodgeAsync(body ?? Json());
        Assert.Equal(201, status);
        return answer.GetProperty("ccrn").GetString()!;
    }

    internal static async Task<JsonElement> ShowAsync(this Browser trader, string ccrn)
    {
        using var response = await trader.Http.GetAsync($"/api/road-cargo/consignments/{ccrn}");
        Assert.Equal(200, (int)response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>The code of a refusal's first problem.</summary>
    internal static string? FirstCode(this JsonElement problem) => problem.GetProperty("errors")[0].GetProperty("code").GetString();
}
