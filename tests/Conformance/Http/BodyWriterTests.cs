using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Execution.Sessions;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Http;

/// <summary>How an input with lists goes into a body, beneath the root element that its resource has.</summary>
public sealed class BodyWriterTests
{
    private static readonly Contract Contract = Contracts.Names.Select(Contracts.Load).First(contract => contract.Dialect == DialectName.Redmine);

    private static readonly Resource Resource = Contract.Resources.First(resource =>
        resource is { One: not null, Parent: not null } && resource.Fields.Any(field => field.Type == FieldType.Entries));

    private static readonly Field Texts = Resource.Fields.First(field => field.Type == FieldType.Texts);

    private static readonly Field Entries = Resource.Fields.First(field => field.Type == FieldType.Entries);

    private static readonly string[] Members = [.. Entries.Members.Select(member => member.Name)];

    private static JsonObject Input => new()
    {
        [Texts.Name] = new JsonArray("a & b", "c"),
        [Entries.Name] = new JsonArray(new JsonObject { [Members[0]] = "1", [Members[1]] = "2" }),
    };

    [Test]
    public void In_json_the_root_is_the_only_member() => Write(BodyForm.Json).ShouldBe(
        $$$"""{"{{{Resource.One}}}":{"{{{Texts.Name}}}":["a & b","c"],"{{{Entries.Name}}}":[{"{{{Members[0]}}}":"1","{{{Members[1]}}}":"2"}]}}""");

    [Test]
    public void In_a_form_everything_stands_in_brackets() => Uri.UnescapeDataString(Write(BodyForm.Flat)).ShouldBe(
        $"{Resource.One}[{Texts.Name}][]=a & b&{Resource.One}[{Texts.Name}][]=c&{Resource.One}[{Entries.Name}][][{Members[0]}]=1&{Resource.One}[{Entries.Name}][][{Members[1]}]=2");

    [Test]
    public void In_xml_lists_are_marked_and_members_are_attributes_where_the_contract_says_so() => Write(BodyForm.Xml).ShouldBe(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + $"<{Resource.One}><{Texts.Name} type=\"array\"><{Texts.Element}>a &amp; b</{Texts.Element}><{Texts.Element}>c</{Texts.Element}></{Texts.Name}>"
        + $"<{Entries.Name} type=\"array\"><{Entries.Element} {Members[0]}=\"1\" {Members[1]}=\"2\" /></{Entries.Name}></{Resource.One}>");

    private static string Write(BodyForm form) => BodyWriter.Write(Contract, Resource, Input, null, form).Body;
}
