using System.Security.Cryptography;
using System.Text.Json;

namespace OneStop.Observatory;

/// <summary>What a program asked for as one value, to tell a request sent twice from another one with its id.</summary>
internal static class Requests
{
    internal static string Hash<T>(T request) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, DataFile.Json)));
}
