using OneStop.Cases.Handling;
using OneStop.Cases.Queue;

namespace OneStop.Cases.Deciding;

/// <summary>A decision, proposed or made, as the case's pages show it.</summary>
internal sealed record DecisionShown(Case Case, OfficerNames Names);
