using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Spreadsheet = DocumentFormat.OpenXml.Spreadsheet;

namespace Selvedge.Gateway.Sheets;

/// <summary>
/// An Excel workbook of one sheet. Days and instants (UTC) are dates, numbers numbers; a text is stored as text, so that none is
/// ever a formula. The headings stand fast.
/// </summary>
/// <remarks>A package is written with steps back: it goes through a file that is gone at the end, and memory stays small.</remarks>
internal sealed class XlsxSheet : ISheetFile
{
    // In the order of Styles below.
    private const uint Heading = 1, OfDay = 2, OfInstant = 3;
    private const int LongestText = 32_767;
    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly Stream to;
    private readonly FileStream file;
    private readonly SpreadsheetDocument document;
    private readonly OpenXmlWriter writer;

    public XlsxSheet(Stream to)
    {
        this.to = to;
        file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var sheet = workbook.AddNewPart<WorksheetPart>();
        workbook.Workbook = new Workbook(new Spreadsheet.Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = "Selvedge" }));
        writer = OpenXmlWriter.Create(sheet);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        writer.WriteStartElement(new SheetData());
    }

    public Task WriteHeadingsAsync(IReadOnlyList<string> headings)
    {
        writer.WriteStartElement(new Row());
        foreach (var heading in headings)
            Write(heading, Heading);
        writer.WriteEndElement();
        return Task.CompletedTask;
    }

    public Task WriteRowAsync(IReadOnlyList<Cell> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
            if (cell.Number is { } number)
                Write(number.ToString(CultureInfo.InvariantCulture), null);
            else if (cell.Day is { } day)
                Write((day.ToDateTime(TimeOnly.MinValue) - Epoch).Days.ToString(CultureInfo.InvariantCulture), OfDay);
            else if (cell.At is { } at)
                Write((DateTime.SpecifyKind(at.UtcDateTime, DateTimeKind.Unspecified) - Epoch).TotalDays.ToString("R", CultureInfo.InvariantCulture), OfInstant);
            else
                Write(cell.Text ?? "", 0u);
        writer.WriteEndElement();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.Dispose();
        document.Dispose();
        await using (file)
        {
            file.Position = 0;
            await file.CopyToAsync(to);
        }
    }

    /// <param name="style">Null for a plain number; with the styles of texts the value is a text.</param>
    private void Write(string value, uint? style)
    {
        if (style is null or OfDay or OfInstant)
            writer.WriteElement(new Spreadsheet.Cell(new CellValue(value)) { DataType = CellValues.Number, StyleIndex = style });
        else if (value.Length == 0)
            writer.WriteElement(new Spreadsheet.Cell());
        else
            writer.WriteElement(new Spreadsheet.Cell(new InlineString(new Text(Printable(value)) { Space = SpaceProcessingModeValues.Preserve }))
            {
                DataType = CellValues.InlineString, StyleIndex = style,
            });
    }

    // XML has no other control characters.
    private static string Printable(string text) => new([.. text.Take(LongestText).Where(c => !char.IsControl(c) || c is '\n' or '\t')]);

    private static Stylesheet Styles() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = 164, FormatCode = "d mmm yyyy" }, new NumberingFormat { NumberFormatId = 165, FormatCode = "yyyy-mm-dd hh:mm" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }, new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 165, ApplyNumberFormat = true }));
}
