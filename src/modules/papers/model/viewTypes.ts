/** What views/papers/partials/paper.hbs draws. */
export interface PaperView {
  key: string;
  title: string;
  subtitle: string | null;
  landscape: boolean;
  sections: SectionView[];
  footnote: string | null;
}

export interface SectionView {
  title: string | null;
  grid?: GridView[];
  table?: TableView;
  text?: { paragraphs: string[]; align: string };
  photos?: { href: string; name: string }[];
  bars?: BarsView;
  chart?: ChartView;
  sheets?: SheetView[];
}

/** One ruled row. */
export interface GridView {
  cells: CellView[];
}

export interface CellView {
  isLabel: boolean;
  span: number;
  align?: string;
  text?: string;
  /** Choices with tick boxes. */
  options?: { label: string; ticked: boolean }[];
  /** A stored signature. */
  image?: string;
  /** Room for a signature by hand. */
  sign?: boolean;
  /** When it was signed; absent: a line to write it on. */
  signedOn?: string;
  /** Least height in CSS pixels. */
  height?: number;
}

export interface TableView {
  heads: CellView[];
  rows: GridView[];
  totals: CellView[] | null;
}

/** A calendar of bars in the units of its drawing. */
export interface BarsView {
  width: number;
  height: number;
  ticks: { x: number; label: string }[];
  bars: { y: number; textY: number; x: number; width: number; name: string; text: string }[];
  left: number;
}

export interface ChartView {
  width: number;
  height: number;
  boxes: {
    x: number;
    y: number;
    width: number;
    height: number;
    lines: { y: number; text: string }[];
    middle: number;
  }[];
  links: string[];
}

export interface SheetView {
  position: string;
  department: string;
  superior: string;
  headcount: string;
  duties: string;
  departmentDuties: string;
}
