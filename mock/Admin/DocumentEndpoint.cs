using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using PlanisoContract.Mock.State;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Admin;

/// <summary>The OpenAPI documents, as they were written and as JSON, and the schemas of data files.</summary>
internal sealed class DocumentEndpoint(ImmutableArray<Contract> contracts)
{
    // Lazy: a start has no time to turn documents into JSON that nobody may ask for.
    private readonly FrozenDictionary<string, Lazy<AdminResult>> _files = contracts.SelectMany(Files)
        .ToFrozenDictionary(file => file.Name, file => new Lazy<AdminResult>(file.Make));

    public static void Map(IEndpointRouteBuilder routes, MockServices services) =>
        routes.Add("GET", OwnPages.OpenApi + "/{file}", "An API's document: NAME.yaml, NAME.json; NAME.data.schema.json of its data files.", new DocumentEndpoint(services.Options.Contracts).Show);

    private AdminResult Show(AdminRequest request) =>
        _files.TryGetValue(request.Value("file"), out var file) ? file.Value : AdminResult.Error(StatusCodes.Status404NotFound,
            "No such document", $"There is no {request.Value("file")}; there is {string.Join(", ", _files.Keys.Order(StringComparer.Ordinal))}.");

    private static IEnumerable<(string Name, Func<AdminResult> Make)> Files(Contract contract) =>
    [
        ($"{contract.Api}.yaml", () => new AdminResult(
            StatusCodes.Status200OK, "application/yaml; charset=utf-8", Encoding.UTF8.GetBytes(contract.Source))),
        ($"{contract.Api}.json", () => AdminResult.Json(StatusCodes.Status200OK, contract.Json)),
        ($"{contract.Api}.data.schema.json", () => AdminResult.Json(StatusCodes.Status200OK, DataSchema.Create(contract))),
    ];
}
