using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Registers.Contracts;
using OneStop.Registers.Log.Signing;
using OneStop.Registers.Log.Verifying;
using static OneStop.Registers.Tests.DogsModule;

namespace OneStop.Registers.Tests.Log;

/// <summary>Proofs as files, far from the register they come from; one register for all tests, each only reads it.</summary>
public sealed class ProofFileTests(ProofFileTests.Files files) : IClassFixture<ProofFileTests.Files>
{
    [Fact]
    public void A_proof_holds_and_says_what_it_proves()
    {
        var verdict = ProofFile.Check(files.Proof, []);

        Assert.True(verdict.Holds, verdict.ToString());
        Assert.Contains("dogs 0000007, entry 2", verdict.Said, StringComparison.Ordinal);
        Assert.Contains(files.Keys[0], verdict.ToString(), StringComparison.Ordinal);
        Assert.True(ProofFile.Check(files.Growth, []).Holds);
    }

    [Fact]
    public void A_reader_who_knows_the_keys_trusts_no_others()
    {
        var own = files.Keys.Select(key => VerifierKey.Parse(key)!).ToList();
        var others = LogKey.From("onestop.invalid/api/register-logs/dogs", LogKey.NewSecret()).Verifiers;

        Assert.True(ProofFile.Check(files.Proof, own).Holds);
        Assert.False(ProofFile.Check(files.Proof, [.. others]).Holds);
        Assert.False(ProofFile.Check(files.Growth, [.. others]).Holds);
    }

    [Fact]
    public void No_changed_bit_passes() => Gen.Select(Gen.Bool, Gen.Double[0, 0.9999], Gen.Int[0, 6]).Sample((growth, part, bit) =>
    {
        var text = growth ? files.Growth : files.Proof;
        var at = (int)(part * text.Length);
        var changed = text[..at] + (char)(text[at] ^ (1 << bit)) + text[(at + 1)..];

        Assert.True(!ProofFile.Check(changed, files.Trusted).Holds || IsTheSame(text, changed), $"passes: {changed}");
    }, iter: 3_000);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"format\":7}")]
    [InlineData("{\"format\":\"onestop-register-proof/2\"}")]
    [InlineData("{\"format\":\"onestop-register-proof/1\"}")]
    [InlineData("{\"format\":\"onestop-register-proof/1\",\"entry\":null,\"leafIndex\":0,\"treeSize\":0,\"path\":null,\"checkpoint\":null,\"keys\":null}")]
    [InlineData("{\"format\":\"onestop-register-proof/1\",\"entry\":{},\"leafIndex\":-1,\"treeSize\":1e99,\"path\":[],\"checkpoint\":\"\",\"keys\":[null]}")]
    [InlineData("{\"format\":\"onestop-register-consistency/1\",\"firstSize\":1}")]
    public void What_is_no_proof_proves_nothing(string json) => Assert.False(ProofFile.Check(json, []).Holds);

    [Fact]
    public async Task The_command_says_it_by_its_exit_code()
    {
        var file = Path.Combine(files.Directory, "proof.json");
        await File.WriteAllTextAsync(file, files.Proof);
        Task<int> VerifyAsync(string name, params string[] keys) => RegistersModule.VerifyFileAsync(name, keys, TextWriter.Null, default);

        Assert.Equal(0, await VerifyAsync(file));
        Assert.Equal(0, await VerifyAsync(file, [.. files.Keys]));
        Assert.Equal(2, await VerifyAsync(file, "no key"));
        Assert.Equal(2, await VerifyAsync(file + ".gone"));
        await File.WriteAllTextAsync(file, files.Proof.Replace("Renamed", "Remained", StringComparison.Ordinal));
        Assert.Equal(1, await VerifyAsync(file));
    }

    /// <summary>Somebody else's RFC 9162 (npm: @transmute/rfc9162), over the leaves as the log publishes them, and the page's script under Node.</summary>
    [Fact]
    public async Task Others_verify_what_we_prove_and_build_the_proofs_that_we_build()
    {
        var input = Path.Combine(files.Directory, "independent.json");
        await File.WriteAllTextAsync(input, JsonSerializer.Serialize(new { leaves = files.Leaves, proof = files.Proof, growth = files.Growth, keys = files.Keys }));
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Here(), "independent.mjs"), input]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, wrong) = (await node.StandardOutput.ReadToEndAsync(), await node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, wrong);
        Assert.Equal("library: inclusion, consistency, root; script: sound, grew, changed, unsigned, stranger, format, format", said.Trim());
    }

    private static bool IsTheSame(string one, string other)
    {
        try
        {
            // A reader who knows the keys does not look at those in the file.
            var (first, second) = (JsonNode.Parse(one)!.AsObject(), JsonNode.Parse(other)!.AsObject());
            return first.Remove("keys") && second.Remove("keys") && JsonNode.DeepEquals(first, second);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    public sealed class Files : IAsyncLifetime
    {
        internal string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("onestop-proofs-").FullName;

        internal string Proof { get; private set; } = "";

        internal string Growth { get; private set; } = "";

        internal IReadOnlyList<string> Keys { get; private set; } = [];

        internal IReadOnlyList<string> Leaves { get; private set; } = [];

        internal List<VerifierKey> Trusted => [.. Keys.Select(key => VerifierKey.Parse(key)!)];

        public async ValueTask InitializeAsync()
        {
            await using var app = await TestApp.StartAsync(DatabaseKind.Sqlite, [new RegistersModule(), new DogsModule()]);
            using var browser = app.Browse();
            await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().LoadAsync(Enumerable.Range(1, 70).ToAsyncEnumerable().Select(i => Dog($"{i:D7}", "load"))));
            await app.SignAsync();
            await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().AppendAsync(Dog("0000007", "filing/1", "Renamed \"Ünï\" \u2028")));
            await app.SignAsync();
            Proof = await browser.Http.GetStringAsync("/api/registers/dogs/0000007/2/proof");
            Growth = await browser.Http.GetStringAsync("/api/register-logs/dogs/consistency?first=70");
            Keys = (await browser.Http.GetStringAsync("/api/register-logs/dogs/keys")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var bundle = await browser.Http.GetByteArrayAsync("/api/register-logs/dogs/tile/entries/000.p/71");
            var leaves = new List<string>();
            for (var at = 0; at < bundle.Length;)
            {
                var length = (bundle[at] << 8) | bundle[at + 1];
                leaves.Add(System.Text.Encoding.UTF8.GetString(bundle, at + 2, length));
                at += 2 + length;
            }

            Leaves = leaves;
        }

        public ValueTask DisposeAsync()
        {
            System.IO.Directory.Delete(Directory, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
