using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Quality.Neighbors;

/// <summary>Another tool that judges a server by an OpenAPI document.</summary>
/// <param name="Name">Its package on npm.</param>
/// <param name="Title">Its name.</param>
/// <param name="Needs">The programs that have to be on the machine.</param>
/// <param name="Prepare">The document as it can read it.</param>
/// <param name="Command">From the directory of packages and the document's file to the program and arguments of its harness.</param>
internal sealed record Neighbor(
    string Name, string Title, ImmutableArray<string> Needs, Func<JsonObject, JsonObject> Prepare,
    Func<string, string, ImmutableArray<string>> Command)
{
    public static readonly ImmutableArray<Neighbor> All =
    [
        new("dredd", "Dredd", ["npm", "node"], Prepared.ForDredd,
            (packages, document) => ["node", Path.Combine(packages, "dredd.cjs"), document]),
        // One request for each kind of value in place of all combinations, whose number has no bound worth waiting for.
        new("specmatic", "Specmatic", ["npm", "java"], Prepared.ForSpecmatic,
            (packages, document) =>
            [
                "java", "-DMAX_TEST_REQUEST_COMBINATIONS=1", "-cp", Path.Combine(packages, "node_modules", "specmatic", "specmatic.jar"),
                Path.Combine(packages, "Specmatic.java"), document,
            ]),
    ];
}
