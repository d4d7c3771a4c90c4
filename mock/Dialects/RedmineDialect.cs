using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>
/// Redmine's REST API: a root element, JSON or XML by the suffix of the path, lists in pages, refusals without a body or with a
/// list of errors. As a real one was recorded; where the recording is silent, as its code says.
/// </summary>
internal sealed class RedmineDialect(Contract contract, Gates gates) : Dialect
{
    private readonly RedmineGates _gates = new(gates.Of(Place.Api));
    private readonly RedmineBodies _bodies = new(gates.Of(Place.Api));
    private readonly RedmineRefusals _refusals = new(gates.Of(Place.Api));
    private readonly Locations _locations = new(contract);
    private readonly ImmutableArray<RedminePages> _pages =
        [.. contract.Operations.Select(operation => new RedminePages(operation.Paging, gates.Of(Place.Of(operation))))];

    private readonly ImmutableArray<RedmineOperationGates> _operations =
        [.. contract.Operations.Select(operation => new RedmineOperationGates(gates.Of(Place.Of(operation))))];

    private readonly ImmutableArray<XmlShape> _shapes =
        [.. contract.Operations.Select(operation => XmlShape.Of(contract, contract.Resource(operation.Resource)))];

    // A query parameter wins over the header, the header over HTTP's Basic; a wrong key is not made good by a right one.
    private readonly ImmutableArray<(SecurityScheme Scheme, KeyPlace Place)> _schemes =
    [
        .. contract.SecuritySchemes
            .OrderBy(scheme => scheme.Place switch { SecurityPlace.Query => 0, SecurityPlace.Header => 1, _ => 2 })
            .Select(scheme => (scheme, scheme.Place switch
            {
                SecurityPlace.Query => KeyPlace.Query,
                SecurityPlace.Basic => KeyPlace.Basic,
                _ => KeyPlace.Proper,
            })),
    ];

    public override Credentials Credentials(SimulatedRequest request)
    {
        foreach (var (scheme, place) in _schemes)
        {
            if (scheme.Find(request.Header, request.Query) is { } key && !string.IsNullOrWhiteSpace(key))
                return new(place, key);
        }
        return default;
    }

    public override string? ActsAs(SimulatedRequest request) => request.Header("X-Redmine-Switch-User");

    public override IReadOnlyList<KeyValuePair<string, string>> Challenge(Modes modes) =>
        modes[_gates.ChallengeAbsent] ? NoHeaders : [KeyValuePair.Create("WWW-Authenticate", "Basic realm=\"Redmine API\"")];

    public override SimulatedRequest Meant(SimulatedRequest request, Modes modes) => request.Method switch
    {
        "HEAD" when !modes[_gates.HeadNotFound] => request with { Method = "GET" },
        "PATCH" when !modes[_gates.PatchNotFound] => request with { Method = "PUT", Body = modes[_gates.PatchIgnored] ? default : request.Body },
        "POST" when !modes[_gates.OverrideIgnored] && request.Header("X-HTTP-Method-Override")?.Trim().ToUpperInvariant() is { } method
            and ("PUT" or "PATCH" or "DELETE") => Meant(request with { Method = method }, modes),
        _ => request,
    };

    public override string? FormatOf(string suffix, ImmutableArray<string> formats, Modes modes) =>
        formats.Contains(suffix) ? suffix
        : modes[suffix.Length == 0 ? _gates.SuffixNotRequired : _gates.AnySuffix] ? contract.Formats[0] : null;

    public override bool TryPage(OperationPlan operation, SimulatedRequest request, Modes modes, out Page? page) =>
        operation.Kind == OperationKind.List ? _pages[operation.Index].TryRead(request, modes, out page) : base.TryPage(operation, request, modes, out page);

    public override Reply Unrouted(SimulatedRequest request, bool pathIsKnown, Modes modes) =>
        new(pathIsKnown && modes[_gates.MethodNotAllowed] ? 405 : 404, "") { Format = RedmineRefusals.FormatOf(request, contract.Formats) };

    public override Body Read(Call call) => _bodies.Read(call);

    public override SimulatedResponse Write(Reply reply, SimulatedRequest request, Modes modes)
    {
        var response = !reply.IsSuccess ? _refusals.Write(reply, request, modes)
            : reply.Operation is { } operation ? Success(reply, operation, request, modes)
            : new SimulatedResponse(reply.Status, null, reply.Headers, default);
        if (modes[_gates.Marked] && !response.Body.IsEmpty && response.ContentType?.StartsWith(MediaType.Json, StringComparison.Ordinal) == true)
            response = response with { Body = JsonText.Marked(response.Body) };
        return modes[_gates.Html] && !response.Body.IsEmpty ? response with { ContentType = "text/html; charset=utf-8" } : response;
    }

    public override SimulatedResponse Finish(SimulatedResponse response, SimulatedRequest request, Modes modes)
    {
        if ((!modes[_gates.JsonpOn] && !modes[_gates.JsonpRefused]) || !Jsonp.IsWanted(request))
            return response;
        return modes[_gates.JsonpRefused] ? _refusals.Write(new Reply(400, "There are no scripts here."), request, modes) : Jsonp.Of(response, request);
    }

    private SimulatedResponse Success(Reply reply, OperationPlan operation, SimulatedRequest request, Modes modes)
    {
        var gates = _operations[operation.Index];
        var headers = reply.Created is { } identity && !modes[gates.LocationAbsent]
            ? [.. reply.Headers, _locations.Header(operation.Operation, identity + (modes[gates.LocationOther] ? 1 : 0),
                reply.Parent, modes[gates.LocationPath] ? null : request)]
            : reply.Headers;
        if (operation.Operation.Success.Schema is null || !reply.HasBody)
        {
            return modes[gates.NullBody]
                ? new SimulatedResponse(200, ContentTypes.WithBody(reply.Format), headers, reply.Format == "xml" ? "<nil/>"u8.ToArray() : "null"u8.ToArray())
                : new SimulatedResponse(reply.Status, reply.Status == 204 ? null : ContentTypes.Bare(reply.Format), headers, default);
        }
        var body = reply.Format == "xml"
            ? InXml(reply, operation, XmlSpoils.Of(operation, gates, modes))
            : JsonText.Of((reply, operation), static (json, answer) => Rooted(json, answer.reply, answer.operation));
        return new SimulatedResponse(reply.Status, ContentTypes.WithBody(reply.Format), headers, body);
    }

    private static void Rooted(Utf8JsonWriter json, Reply reply, OperationPlan operation)
    {
        json.WriteStartObject();
        json.WritePropertyName(RootOf(reply, operation));
        if (reply.Data is { } data)
        {
            data.Write(json);
        }
        else
        {
            json.WriteStartArray();
            json.WriteEndArray();
        }
        if (reply.Page is { Meta: true } page)
        {
            json.WriteNumber("total_count", page.Total);
            json.WriteNumber("offset", page.Offset);
            json.WriteNumber("limit", page.Limit);
        }
        json.WriteEndObject();
    }

    private ReadOnlyMemory<byte> InXml(Reply reply, OperationPlan operation, XmlSpoils spoils)
    {
        var records = reply.Data is { } data ? JsonText.Of(data, static (json, data) => data.Write(json)) : "[]"u8.ToArray();
        return new XmlRecords(_shapes[operation.Index], spoils)
            .Document(records.Span, RootOf(reply, operation), operation.Resource.Resource.One ?? operation.Resource.Resource.Name, reply.Page);
    }

    // The name of the root element.
    private static string RootOf(Reply reply, OperationPlan operation)
    {
        var resource = operation.Resource.Resource;
        return operation.Kind == OperationKind.List || reply.Data is Payload.Many ? resource.Many ?? resource.Name : resource.One ?? resource.Name;
    }
}
