using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>Changes stubs together with their files in the root directory (wiremock.org, "Stubbing", "Saving stubs").</summary>
internal sealed class StubFiles(Overlay overlay)
{
    /// <summary>Writes a stub to its file where it is persistent; the refusal where that fails.</summary>
    public AdminAnswer? Keep(StubMapping stub) =>
        stub.Persistent == true ? Refusal([overlay.Root?.Save(stub)]) : null;

    /// <summary>Removes stubs and their files; the refusal where a file stays.</summary>
    public AdminAnswer? Remove(Func<StubMapping, bool> condition)
    {
        var removed = overlay.Stubs.Remove(condition);
        return overlay.Root is { } root ? Refusal(removed.Select(stub => root.Delete(stub.Id))) : null;
    }

    public AdminAnswer? Import(StubImport import)
    {
        overlay.Stubs.Import(import.Stubs, import.Overwrite, import.Alone);
        return overlay.Root is { } root
            ? Refusal(import.Stubs.Where(stub => stub.Persistent == true && overlay.Stubs.Find(stub.Id) == stub).Select(root.Save))
            : null;
    }

    /// <summary>Writes all stubs; from now on they are persistent.</summary>
    public AdminAnswer? SaveAll()
    {
        if (overlay.Root is not { } root)
        {
            return AdminAnswer.Error(StatusCodes.Status422UnprocessableEntity, "There is nowhere to save",
                "The mock was started without --root-dir, the directory for stub files.");
        }
        List<StubMapping> stubs = [.. overlay.Stubs.InOrderOfMaking.Where(stub => !root.IsReadOnly(stub.Id)).Select(stub => stub with { Persistent = true })];
        overlay.Stubs.Replace([], stubs);
        return Refusal(stubs.Select(root.Save));
    }

    /// <summary>The stubs of the files alone; without a directory, those that are persistent.</summary>
    public void Reset() => overlay.Stubs.Reset(overlay.Root is { } root
        ? root.Load().All
        : [.. overlay.Stubs.InOrderOfMaking.Where(stub => stub.Persistent == true)]);

    private static AdminAnswer? Refusal(IEnumerable<string?> reasons)
    {
        List<string> wrong = [.. reasons.OfType<string>()];
        return wrong.Count == 0 ? null : AdminAnswer.Error(StatusCodes.Status500InternalServerError, "A stub's file cannot be written", wrong);
    }
}
