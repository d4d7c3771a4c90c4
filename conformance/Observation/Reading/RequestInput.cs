using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Reading;

/// <summary>What the body of a request sends, by the names of fields.</summary>
/// <param name="Fields">By <see cref="Field.Name"/>; a linked record as an object.</param>
/// <param name="Form">How the body was written.</param>
internal sealed record RequestInput(JsonObject Fields, BodyForm Form)
{
    /// <summary>Names that are no field's.</summary>
    public ImmutableArray<string> Unknown { get; init; } = [];

    /// <summary>Fields that were sent under another name than the documented one, or twice.</summary>
    public ImmutableHashSet<string> Unusual { get; init; } = [];

    /// <summary>Whether the root element that the resource has stood around the fields.</summary>
    public bool HasRoot { get; init; } = true;
}
