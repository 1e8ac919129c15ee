using System.Text.Json.Nodes;

namespace OneStop.Registers.Log.Proofs;

/// <summary>All that proves one entry to somebody without a connection: a file.</summary>
/// <param name="Format"><see cref="Name"/>: what the file is, and in which edition.</param>
/// <param name="Entry">As the register answers it; its canonical form (RFC 8785) is the leaf.</param>
/// <param name="LeafIndex">From 0.</param>
/// <param name="Path">The siblings' hashes in base64, the nearest first: RFC 9162 section 2.1.3.</param>
/// <param name="Checkpoint">The signed head, a note of c2sp.org/tlog-checkpoint.</param>
/// <param name="Keys">What the head is signed with. Compare them with those that the register publishes.</param>
internal sealed record ProofBundle(string Format, JsonObject Entry, long LeafIndex, long TreeSize, IReadOnlyList<string> Path, string Checkpoint, IReadOnlyList<string> Keys)
{
    internal const string Name = "onestop-register-proof/1";
}

/// <summary>What proves that a register's log at one size begins with the log at another.</summary>
/// <param name="FirstRoot">In base64.</param>
/// <param name="Path">Hashes in base64: RFC 9162 section 2.1.4.</param>
/// <param name="FirstCheckpoint">Null where no head of just that size was signed.</param>
internal sealed record ConsistencyProof(
    string Format, long FirstSize, string FirstRoot, long SecondSize, string SecondRoot, IReadOnlyList<string> Path, string? FirstCheckpoint, string? SecondCheckpoint, IReadOnlyList<string> Keys)
{
    internal const string Name = "onestop-register-consistency/1";
}

/// <summary>What proves that a leaf is in the log of a size.</summary>
internal sealed record InclusionProof(long LeafIndex, long TreeSize, string LeafHash, string RootHash, IReadOnlyList<string> Path);
